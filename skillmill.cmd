@echo off
rem Runs Skillmill on Windows: finds a JDK 25, builds on first use, then runs the program.
rem After changing the sources, delete worker-cli\target\skillmill.jar to have it built again.
rem Exit codes of its own: 1 the build failed, 4 no JDK 25, or no Maven to build with.
setlocal EnableExtensions DisableDelayedExpansion

set "home=%~dp0"
set "jar=%home%worker-cli\target\skillmill.jar"

set "jdk="
call :try "%SKILLMILL_JAVA_HOME%"
call :try "%JAVA_HOME%"
for %%J in (java.exe) do if not "%%~dp$PATH:J"=="" call :try "%%~dp$PATH:J.."
for /d %%D in (
  "%ProgramFiles%\Java\*" "%ProgramFiles%\Eclipse Adoptium\*" "%ProgramFiles%\Microsoft\*"
  "%ProgramFiles%\Zulu\*" "%ProgramFiles%\Amazon Corretto\*" "%ProgramFiles%\BellSoft\*"
  "%USERPROFILE%\.jdks\*"
) do call :try "%%~D"
if not defined jdk (
  >&2 echo skillmill needs a JDK 25 or newer and found none. Install one from https://adoptium.net,
  >&2 echo or set SKILLMILL_JAVA_HOME to the folder of one you have.
  exit /b 4
)

if not exist "%jar%" call :build || exit /b %errorlevel%

set "flags=-Xmx512m -XX:+UseSerialGC -XX:TieredStopAtLevel=1"
for %%C in (parse work bench serve) do if "%~1"=="%%C" set "flags=-Xmx1g -XX:+UseSerialGC"
"%jdk%\bin\java.exe" %flags% %SKILLMILL_OPTS% -jar "%jar%" %*
exit /b %errorlevel%

:try
if defined jdk exit /b 0
if not exist "%~1\bin\javac.exe" exit /b 0
findstr /r "^JAVA_VERSION=.2[5-9] ^JAVA_VERSION=.[3-9][0-9]" "%~1\release" >nul 2>&1 && set "jdk=%~1"
exit /b 0

:build
where /q mvn || (
  >&2 echo skillmill needs Maven 3.8.7 or newer to build itself and found no mvn on the PATH.
  exit /b 4
)
set "log=%home%target\launcher\build.log"
if not exist "%home%target\launcher" mkdir "%home%target\launcher"
>&2 echo skillmill: building, once; this can take some minutes
set "JAVA_HOME=%jdk%"
call mvn -f "%home%pom.xml" -B -Dmaven.test.skip=true -pl worker-cli -am package >"%log%" 2>&1 <nul && exit /b 0
>&2 echo skillmill: could not build itself. The log is %log%
exit /b 1
