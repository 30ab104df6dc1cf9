# Finds what the commands need, or says what is missing and how to get it. Sourced by run, test and bench.

say() { printf '%s\n' "$*" >&2; }

specification() {
  "$1/bin/java" -XshowSettings:properties -version 2>&1 | sed -n 's/.*java.specification.version = *//p' | cut -d. -f1
}

pick_java() {
  on_path=$(readlink -f "$(command -v java 2>/dev/null)" 2>/dev/null)
  for home in "${JAVA_HOME:-}" "${on_path%/bin/java}" /usr/lib/jvm/* "$HOME"/.sdkman/candidates/java/* \
      /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    [ -x "$home/bin/javac" ] || continue
    version=$(specification "$home")
    [ "${version:-0}" -ge 25 ] 2>/dev/null && { JAVA_HOME=$home; export JAVA_HOME; return 0; }
  done
  say "Hookswitch needs a JDK 25 or newer and found none."
  say "Get one from adoptium.net or with your package manager, and set JAVA_HOME to its folder."
  return 1
}

# install PACKAGE...: from Debian's packages where that is possible, else fails.
install() {
  [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1 || return 1
  say "Installing $* …"
  apt-get update -qq >/dev/null && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "$@" >/dev/null
}

pick_maven() {
  command -v mvn >/dev/null 2>&1 || install maven || {
    say "Hookswitch is built with Maven 3.8 or newer and found none: install it from maven.apache.org or with your package manager."
    return 1
  }
}

pick_node() {
  command -v npm >/dev/null 2>&1 || install nodejs npm || {
    say "The browser's part is built with Node.js 20 or newer and found none: install it from nodejs.org or with your package manager."
    return 1
  }
  major=$(node --version | sed 's/^v//' | cut -d. -f1)
  [ "$major" -ge 20 ] || { say "Node.js $major is too old (needed: 20 or newer)."; return 1; }
}

# Debian's Chromium where there is one or it can be installed; else Playwright fetches its own.
pick_chromium() {
  for browser in "${HOOKSWITCH_CHROMIUM:-}" "$(command -v chromium)" "$(command -v chromium-browser)" "$(command -v google-chrome)"; do
    [ -x "$browser" ] && { HOOKSWITCH_CHROMIUM=$browser; break; }
  done
  [ -n "${HOOKSWITCH_CHROMIUM:-}" ] || { install chromium && HOOKSWITCH_CHROMIUM=$(command -v chromium); }
  [ -n "${HOOKSWITCH_CHROMIUM:-}" ] && { PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1; export HOOKSWITCH_CHROMIUM PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD; }
  return 0
}
