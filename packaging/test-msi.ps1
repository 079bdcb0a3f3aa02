# The .msi as its users have it: installed, started, used, opened by a link, upgraded and removed, with nothing asked.
#   powershell -File packaging/test-msi.ps1 [FILE.msi]
param([string]$Msi = (Get-ChildItem "$PSScriptRoot\..\target\installers\HiveSync-*.msi" | Select-Object -First 1).FullName)
$ErrorActionPreference = 'Stop'

function Fail([string]$Why) { Write-Host "test-msi: FAILED: $Why"; exit 1 }
function Step([string]$What) { Write-Host "test-msi: $What" }
function Msiexec([string[]]$Arguments) {
  $ended = Start-Process msiexec.exe -ArgumentList ($Arguments + '/qn', '/norestart', '/l*v', "$env:TEMP\hivesync-msi.log") -Wait -PassThru
  if ($ended.ExitCode -ne 0) { Get-Content "$env:TEMP\hivesync-msi.log" -Tail 40; Fail "msiexec $Arguments ended with $($ended.ExitCode)" }
}
function Eventually([int]$Seconds, [scriptblock]$Condition, [string]$Otherwise) {
  $end = (Get-Date).AddSeconds($Seconds)
  while (-not (& $Condition)) { if ((Get-Date) -gt $end) { Fail $Otherwise }; Start-Sleep -Milliseconds 200 }
}
function Running { @(Get-Process HiveSync, hivesync-cli -ErrorAction SilentlyContinue).Count -gt 0 }
function Listens([int]$Port) { @(Get-NetTCPConnection -State Listen -LocalPort $Port -ErrorAction SilentlyContinue).Count -gt 0 }

if (-not $Msi -or -not (Test-Path $Msi)) { Fail 'there is no .msi; build it with mvnw -Ppackage -DskipTests package' }
$data = Join-Path $env:TEMP "hivesync-test-$PID"
$env:HIVESYNC_HOME = $data
$env:HIVESYNC_KEYCHAIN = 'off'

Step 'installed for this user'
Msiexec '/i', "`"$Msi`""
$command = (Get-ItemProperty 'HKCU:\Software\Classes\hivesync\shell\open\command').'(default)'
if ($command -notmatch '^"(.+\\HiveSync\.exe)" "%1"$') { Fail "links start $command" }
$program = $Matches[1]
$place = Split-Path $program
if (-not (Test-Path $program)) { Fail "$program is not there" }
if ([Environment]::GetEnvironmentVariable('PATH', 'User') -notlike "*$place*bin*") { Fail 'the command line is not on the path' }
if (Get-ChildItem -Recurse $place | Where-Object Name -Match 'postgres|javalin|jetty') { Fail 'it carries a server' }

Step 'its command line'
$cli = "$place\bin\hivesync.cmd"
if ((& $cli --version) -notmatch '^HiveSync Desktop \d') { Fail 'hivesync --version' }
& $cli server 2>$null
if ($LASTEXITCODE -ne 2) { Fail "hivesync server ended with $LASTEXITCODE" }
& $cli 'hivesync://notification/nonsense' 2>$null
if ($LASTEXITCODE -ne 2) { Fail "a link with nonsense ended with $LASTEXITCODE" }

Step 'started, and asked through its bridge'
Start-Process $program
Eventually 90 { Test-Path "$data\bridge.json" } 'it does not run'
$port = (Get-Content "$data\bridge.json" | ConvertFrom-Json).port
if (-not (Listens $port)) { Fail 'its bridge does not listen' }
& $cli --background | Out-Null
if ($LASTEXITCODE -ne 0) { Fail "a second start ended with $LASTEXITCODE" }

Step 'installed once more while it runs: it ends, and the data stays'
Msiexec '/fa', "`"$Msi`""
Eventually 30 { -not (Running) } 'the old program still runs'
if (-not (Test-Path "$data\inbox.db")) { Fail 'the inbox is gone' }

Step 'removed while it runs'
Remove-Item -ErrorAction SilentlyContinue "$data\bridge.json"
Start-Process $program
Eventually 90 { Test-Path "$data\bridge.json" } 'it does not run again'
$port = (Get-Content "$data\bridge.json" | ConvertFrom-Json).port
Msiexec '/x', "`"$Msi`""
Eventually 30 { -not (Running) } 'it still runs'
if (Listens $port) { Fail 'its bridge still listens' }
if (Test-Path $place) { Fail "$place is left" }
if (Test-Path 'HKCU:\Software\Classes\hivesync') { Fail 'links still come here' }
if (-not (Test-Path "$data\inbox.db")) { Fail "the user's data is gone" }
Remove-Item -Recurse -Force $data
Step 'passed'
