#!/usr/bin/env bash
# An Asterisk for tests and for trying things out, beside whatever else the computer runs: unpacked
# into a folder, not installed; no root, no container; it listens on loopback only.
#
#   asterisk.sh fetch TREE            unpacks Asterisk and the robot phone baresip (100 MB to download,
#                                     300 MB on disk) from Debian's packages; at once when it is there
#   asterisk.sh start TREE PLACE      configures an instance in PLACE and starts it
#   asterisk.sh stop PLACE            stops it, by the process id in PLACE
#   asterisk.sh console PLACE WORDS   a command for its console
#
# Ports and secrets of an instance come from the environment of `start`:
#   SIP_PORT 15060, AMI_PORT 15038, HTTP_PORT 18088, RTP_FIRST 20000, RTP_LAST 20199,
#   OUTSIDE 127.0.0.2 and OUTSIDE_PORT 15080 (where the world outside is), SECRET (of everybody),
#   PARKED_FOR 45 (seconds)
#
# Exit codes: 0 done; 3 this computer cannot (the reason is on standard error); others are failures.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
packages="asterisk asterisk-moh-opsound-gsm baresip-core"
# Debian's stable releases have no Asterisk any more; the newest 22 is in the unstable one.
suite=${ASTERISK_SUITE:-sid}

say() { printf 'asterisk: %s\n' "$*" >&2; }
cannot() { say "$*"; exit 3; }
fail() { say "$*"; exit 1; }
absolute() { mkdir -p "$1" && (cd "$1" && pwd); }

# ------------------------------------------------------------------------------------- fetch

# The archives that this computer's own apt takes packages from; security archives last.
archives() {
  apt-get --print-uris update 2>/dev/null | sed -n "s|^'\(.*\)/dists/.*|\1|p" \
    | awk '!seen[$0]++ { if (/security/) last = last $0 "\n"; else print } END { printf "%s", last }'
}

# A package database of its own, empty: the computer's is neither read nor changed.
# Downloads are set up (proxy, certificates) as for the computer's own apt.
private_apt() { # FOLDER ARCHIVE
  local folder=$1 key=/usr/share/keyrings/debian-archive-keyring
  [ -f "$key.gpg" ] && key=$key.gpg || key=$key.pgp
  rm -rf "$folder"
  mkdir -p "$folder"/etc/{apt.conf.d,preferences.d,sources.list.d} "$folder"/{lists,cache/archives}/partial
  : > "$folder/status"
  echo "deb [signed-by=$key] $2 $suite main" > "$folder/etc/sources.list"
  {
    apt-config dump | grep -E '^Acquire::(http|https|Retries|.*(Proxy|CaInfo|Verify))' || true
    cat <<CONF
Dir::Etc "$folder/etc/";
Dir::Etc::Parts "apt.conf.d";
Dir::Etc::SourceList "sources.list";
Dir::Etc::SourceParts "sources.list.d";
Dir::Etc::PreferencesParts "preferences.d";
Dir::Etc::netrc "/etc/apt/auth.conf";
Dir::Etc::netrcparts "/etc/apt/auth.conf.d";
Dir::State "$folder/";
Dir::State::lists "lists/";
Dir::State::status "$folder/status";
Dir::Cache "$folder/cache/";
Dir::Cache::pkgcache "";
Dir::Cache::srcpkgcache "";
Dir::Log "$folder/";
APT::Sandbox::User "root";
APT::Install-Recommends "false";
Acquire::Languages "none";
// A mirror may be a copy that nobody refreshes.
Acquire::Check-Valid-Until "false";
Acquire::Check-Date "false";
CONF
  } > "$folder/apt.conf"
}

fetch() { # TREE
  local tree wanted="$suite: $packages" apt archive found="" package
  tree=$(absolute "$1")
  case $tree in *[!A-Za-z0-9._/-]*) fail "the folder's path may hold letters, digits and . _ - / only";; esac
  [ "$(cat "$tree/complete" 2>/dev/null)" != "$wanted" ] || return 0
  for tool in apt-get apt-config dpkg-deb tar; do
    command -v "$tool" >/dev/null || cannot "it is unpacked from Debian's packages, which needs $tool"
  done
  apt=$tree/apt
  for archive in $(archives); do
    private_apt "$apt" "$archive"
    if APT_CONFIG=$apt/apt.conf apt-get -q update >"$tree/log" 2>&1 \
        && APT_CONFIG=$apt/apt.conf apt-cache show asterisk >/dev/null 2>&1; then
      found=$archive
      break
    fi
  done
  [ -n "$found" ] || cannot "no package archive of this computer has asterisk in Debian's $suite"
  say "fetching Asterisk …"
  # shellcheck disable=SC2086
  APT_CONFIG=$apt/apt.conf apt-get -q -y --download-only install $packages >>"$tree/log" 2>&1 \
    || { tail -n 15 "$tree/log" >&2; cannot "the packages cannot be downloaded"; }
  rm -rf "$tree/root"
  mkdir -p "$tree/root"
  for package in "$apt"/cache/archives/*.deb; do
    dpkg-deb --fsys-tarfile "$package" | tar -x -C "$tree/root" --no-same-owner --keep-directory-symlink \
      --exclude='./usr/share/doc/*' --exclude='./usr/share/man/*' --exclude='./usr/share/locale/*' \
      || fail "$package cannot be unpacked"
  done
  rm -rf "$apt"
  launchers "$tree"
  "$tree/bin/asterisk" -V >/dev/null || fail "the unpacked Asterisk does not run"
  echo "$wanted" > "$tree/complete"
  say "$("$tree/bin/asterisk" -V)"
}

there() { for path; do [ -e "$path" ] && { echo "$path"; return; }; done; return 0; }

# Programs run with the unpacked C library, by its own loader. The libraries are named to the loader
# and not in the environment: what Asterisk starts keeps those of the computer.
launchers() { # TREE
  local root=$1/root loader libraries="" folder name program
  loader=$(there "$root"/usr/lib*/ld-linux*.so.* "$root"/lib*/ld-linux*.so.* "$root"/usr/lib/*/ld-linux*.so.*)
  [ -n "$loader" ] || fail "the packages hold no loader"
  for folder in "$root"/usr/lib/*-linux-gnu* "$root"/lib/*-linux-gnu* "$root"/usr/lib "$root"/lib; do
    [ ! -d "$folder" ] || libraries=${libraries:+$libraries:}$folder
  done
  mkdir -p "$1/bin"
  for name in asterisk baresip; do
    program=$(there "$root/usr/sbin/$name" "$root/usr/bin/$name")
    printf '#!/bin/sh\nexec "%s" --library-path "%s" "%s" "$@"\n' "$loader" "$libraries" "$program" > "$1/bin/$name"
    chmod +x "$1/bin/$name"
  done
}

# ----------------------------------------------------------------------------- start and stop

# Templates are files of Asterisk with @NAME@ in them.
configure() { # TREE PLACE
  local tree=$1 place=$2 root=$1/root file name words=""
  mkdir -p "$place"/{etc,run,log/cdr-csv,lib/keys,cache,data/sounds,spool/{recording,monitor,tmp,outgoing}}
  for file in "$root"/usr/share/asterisk/*; do
    [ "${file##*/}" = sounds ] || ln -sfn "$file" "$place/data/${file##*/}"
  done
  ln -sfn "$(there "$root"/usr/share/asterisk/sounds/en*)" "$place/data/sounds/en"
  for name in SIP_PORT AMI_PORT HTTP_PORT RTP_FIRST RTP_LAST OUTSIDE OUTSIDE_PORT SECRET PARKED_FOR; do
    words="$words;s|@$name@|${!name}|g"
  done
  words="$words;s|@PLACE@|$place|g;s|@MODULES@|$(there "$root"/usr/lib/*/asterisk/modules)|g"
  rm -f "$place"/etc/*.conf
  for name in acl udptl ccss pjproject pjsip_notify websocket_client; do # files that are missed when they are not there
    : > "$place/etc/$name.conf"
  done
  for name in queuerules res_http_media_cache; do
    echo "[general]" > "$place/etc/$name.conf"
  done
  for file in "$here"/etc/*.conf; do
    sed "${words#;}" "$file" > "$place/etc/${file##*/}"
  done
}

start() { # TREE PLACE
  local tree place pid i
  tree=$(absolute "$1") place=$(absolute "$2")
  [ -f "$tree/complete" ] || fail "nothing is unpacked in $tree; fetch it first"
  [ -z "$(running "$place")" ] || fail "it runs already"
  : "${SIP_PORT:=15060}" "${AMI_PORT:=15038}" "${HTTP_PORT:=18088}" "${RTP_FIRST:=20000}" "${RTP_LAST:=20199}"
  : "${OUTSIDE:=127.0.0.2}" "${OUTSIDE_PORT:=15080}" "${SECRET:=secret-of-all}" "${PARKED_FOR:=45}"
  configure "$tree" "$place"
  echo "$tree" > "$place/tree"
  rm -f "$place/run/asterisk.ctl"
  cd "$place"
  setsid "$tree/bin/asterisk" -f -C "$place/etc/asterisk.conf" </dev/null >"$place/log/console" 2>&1 &
  pid=$!
  echo "$pid" > "$place/pid"
  for ((i = 0; i < 600; i++)); do
    if ! kill -0 "$pid" 2>/dev/null; then
      tail -n 20 "$place/log/console" "$place"/log/messages.log >&2 || true
      fail "Asterisk ended while it started"
    fi
    if [ -S run/asterisk.ctl ] && console "$place" "core waitfullybooted" 2>/dev/null | grep -q 'fully booted'; then
      return 0
    fi
    sleep 0.1
  done
  stop "$place"
  fail "Asterisk did not start within a minute"
}

# The process id must still be that of this place's Asterisk.
running() { # PLACE
  local pid
  pid=$(cat "$1/pid" 2>/dev/null) || return 0
  if tr '\0' ' ' 2>/dev/null <"/proc/$pid/cmdline" | grep -qF -- "$1/etc/asterisk.conf"; then echo "$pid"; fi
}

stop() { # PLACE
  local place pid i
  place=$(absolute "$1")
  pid=$(running "$place")
  [ -n "$pid" ] || return 0
  kill -TERM "$pid"
  for ((i = 0; i < 100; i++)); do
    kill -0 "$pid" 2>/dev/null || break
    sleep 0.1
  done
  ! kill -0 "$pid" 2>/dev/null || kill -KILL "$pid"
  rm -f "$place/pid"
}

console() { # PLACE WORDS
  "$(cat "$1/tree")/bin/asterisk" -C "$1/etc/asterisk.conf" -rx "$2"
}

case "${1:-}:$#" in
  fetch:2) fetch "$2";;
  start:3) start "$2" "$3";;
  stop:2) stop "$2";;
  console:3) console "$(absolute "$2")" "$3";;
  *) sed -n '2,16p' "$0" | sed 's/^# \{0,1\}//' >&2; exit 2;;
esac
