# Builds the program and warms it up. Sourced by ../skillmill, which sets home, jar, jdk and aot.

work=$home/target/launcher
lock=$work/lock
log=$work/build.log
child= ticker=

# Makes the jar, unless someone else made it while we waited.
build() {
  mvn=$(command -v mvn) || {
    say 'needs Maven 3.8.7 or newer to build itself and found no mvn on the PATH.'
    say 'Install it (Debian and Ubuntu: sudo apt-get install maven; macOS: brew install maven), then run this again.'
    return 4
  }
  { mkdir -p "$work" && [ -w "$work" ]; } 2>/dev/null || {
    say "cannot write to $work, where it builds itself. Make it writable, or build as its owner."
    return 1
  }
  take_lock wait || {
    say "cannot make the lock $lock. Is the disk full?"
    return 1
  }
  if stale; then
    title='building, once; this can take some minutes'
    [ ! -f "$jar" ] || title='building again, because sources have changed'
    run_with_progress "$title" \
      env JAVA_HOME="$jdk" "$mvn" -f "$home/pom.xml" -B -Dstyle.color=never -Dmaven.test.skip=true \
      -pl worker-cli -am package
    built=$?
  else
    built=0
  fi
  drop_lock
  [ $built -ne 0 ] || return 0
  grep '^\[ERROR\]' "$log" | head -n 15 >&2
  say "could not build itself (see above). The whole log is $log"
  return 1
}

# Makes the AOT cache in one training run over a throw-away store. Whatever goes wrong here costs
# speed only, so it is never reported; and who finds someone else at it does not wait.
warm() {
  mkdir -p "$work" 2>/dev/null && [ -w "${aot%/*}" ] && take_lock try || return 0
  practice=$work/practice
  rm -rf "$practice" "${aot%/*}"/*.aot
  mkdir -p "$practice"
  log=$work/warm.log
  run_with_progress 'warming up, once' \
    sh -c 'cd "$0" && exec "$@"' "$practice" "$jdk/bin/java" $collector -Xmx1g "-XX:AOTCacheOutput=$practice/aot" \
    -Dskillmill.rehearsal=store.db -jar "$jar" \
    parse "$home/examples/skills" --json --store store.db
  if [ -s "$practice/aot" ]; then mv "$practice/aot" "$aot"; else : >"$aot"; fi
  rm -rf "$practice"
  drop_lock
}

say() { printf 'skillmill: %s\n' "$*" >&2; }

# The lock is a link that names its holder, because a link appears whole or not at all.
take_lock() {
  misses=0
  until ln -s "$$" "$lock" 2>/dev/null; do
    holder=$(readlink "$lock") || {
      misses=$((misses + 1))
      [ $misses -lt 100 ] || return 1
      continue
    }
    if kill -0 "$holder" 2>/dev/null || [ -d "/proc/$holder" ]; then
      [ "$1" = wait ] || return 1
      [ "${waited-}" ] || say "waiting for another build (process $holder)"
      waited=yes
      sleep 1
    else
      break_lock
    fi
  done
  trap 'stop 130' INT
  trap 'stop 143' TERM
  trap 'stop 129' HUP
}

# The holder is gone. Should it be someone else's new lock that we moved away, it goes back.
break_lock() {
  mv "$lock" "$lock.$$" 2>/dev/null || return 0
  taken=$(readlink "$lock.$$")
  [ "$taken" = "$holder" ] || ln -s "$taken" "$lock" 2>/dev/null
  rm -f "$lock.$$"
}

drop_lock() {
  trap - INT TERM HUP
  rm -f "$lock"
}

# The child runs in the background so that a signal is heard at once; the shell would hear it only
# after a child in the foreground has ended.
run_with_progress() {
  title=$1
  shift
  "$@" >"$log" 2>&1 </dev/null &
  child=$!
  if [ -t 2 ]; then
    tick &
    ticker=$!
  else
    say "$title"
    ticker=
  fi
  wait "$child"
  status=$?
  stop_ticker
  return $status
}

tick() {
  seconds=0
  while :; do
    module=$(sed -n 's/^\[INFO\] Building Skillmill: \(.*\) 0.*\[\(.*\)\]$/, \1 (\2)/p' "$log" | tail -n 1)
    printf '\r\033[Kskillmill: %s … %d s%s' "$title" "$seconds" "$module" >&2
    sleep 1
    seconds=$((seconds + 1))
  done
}

stop_ticker() {
  [ -n "$ticker" ] || return 0
  kill "$ticker" 2>/dev/null
  wait "$ticker" 2>/dev/null
  printf '\r\033[K' >&2
}

stop() {
  [ -z "$child" ] || kill "$child" 2>/dev/null
  [ -z "$child" ] || wait "$child" 2>/dev/null
  stop_ticker
  drop_lock
  exit "$1"
}
