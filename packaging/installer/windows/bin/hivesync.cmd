@echo off
rem The command line of an installed HiveSync. The program beside it has a window in place of a terminal.
"%~dp0..\hivesync-cli.exe" %*
