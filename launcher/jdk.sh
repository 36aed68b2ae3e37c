# Finds a JDK 25 or newer without starting a JVM. Sourced by ../skillmill.

# Sets jdk to the home of a JDK and jdk_id to a name for it, or says what to install and fails.
find_jdk() {
  if usable "${SKILLMILL_JAVA_HOME-}" || usable "${JAVA_HOME-}" || on_path || in_usual_places; then
    return 0
  fi
  cat >&2 <<'END'
skillmill needs a JDK 25 or newer and found none. It looked at SKILLMILL_JAVA_HOME, JAVA_HOME, PATH,
/usr/lib/jvm, /usr/java, /opt, ~/.jdks, SDKMAN, mise, asdf and, on macOS, java_home. Install one:
  Debian 13, Ubuntu 24.04 and newer  sudo apt-get install openjdk-25-jdk-headless
  Fedora                             sudo dnf install java-25-openjdk-devel
  macOS                              brew install openjdk@25
  SDKMAN                             sdk install java 25-tem
  elsewhere                          unpack one from https://adoptium.net
or set SKILLMILL_JAVA_HOME to the folder of one you have.
END
  return 4
}

# The release file tells the version, so that nothing needs to be run.
usable() {
  [ -n "$1" ] && [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 1
  version= runtime=
  while IFS='=' read -r key value; do
    value=${value%\"} value=${value#\"}
    case $key in
      JAVA_VERSION) version=${value%%[!0-9]*} ;;
      JAVA_RUNTIME_VERSION) runtime=$value ;;
    esac
  done <"$1/release"
  [ "${version:-0}" -ge 25 ] || return 1
  jdk=$1
  name_jdk "$jdk"
  jdk_id=$jdk_id-$runtime
}

# The path as one word: two JDKs of the same version are not the same JDK.
name_jdk() {
  saved_ifs=$IFS
  set -f
  IFS=/
  # shellcheck disable=SC2086 # split at the slashes on purpose
  set -- $1
  IFS=-
  jdk_id=$*
  set +f
  IFS=$saved_ifs
}

on_path() {
  java=$(command -v java) || return 1
  [ ! -L "$java" ] || java=$(readlink -f "$java" 2>/dev/null) || return 1
  usable "${java%/bin/java}"
}

in_usual_places() {
  user=${HOME:-/nonexistent}
  for place in \
    /usr/lib/jvm/*25* /usr/lib/jvm/* /usr/lib64/jvm/* /usr/java/* /opt/*jdk* /opt/java/* /opt/*/jdk* \
    "${SDKMAN_DIR:-$user/.sdkman}"/candidates/java/* "$user"/.jdks/* "$user"/.jabba/jdk/* \
    "${MISE_DATA_DIR:-$user/.local/share/mise}"/installs/java/* \
    "${ASDF_DATA_DIR:-$user/.asdf}"/installs/java/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home "$user"/Library/Java/JavaVirtualMachines/*/Contents/Home \
    /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
    /usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home; do
    usable "$place" && return 0
  done
  [ -x /usr/libexec/java_home ] && usable "$(/usr/libexec/java_home -v 25+ 2>/dev/null)"
}
