@echo off
rem The command line of a checkout, on what mvnw has built.
setlocal
set "checkout=%~dp0.."
set "launcher=%checkout%\target\launcher"
if not exist "%launcher%\java.args" (
  echo hivesync: Nothing is built yet. Run mvnw in "%checkout%" first. 1>&2
  exit /b 2
)
set /p java=<"%launcher%\java"
"%java%" "@%launcher%\java.args" dev.hivesync.app.Main %*
exit /b %ERRORLEVEL%
