#!/usr/bin/env bash
# Installs what the tests need on Debian, then runs all of them. Ends with the line "N passed, N failed, N skipped".
# Arguments go to the test runner: ./test.sh -class '*RoomTests'
# Without arguments, those about stored data run a second time, on PostgreSQL; with TESTS_DATABASE=PostgreSql all do, and only on it.
set -euo pipefail
cd "$(dirname "$0")"

install_needs() {
  local missing=()
  command -v chromium >/dev/null || missing+=(chromium)
  [ -e /usr/share/fonts/truetype/noto/NotoColorEmoji.ttf ] || missing+=(fonts-noto-color-emoji)
  command -v khal >/dev/null || missing+=(khal)
  [ -x /usr/bin/turnserver ] || missing+=(coturn)
  [ -x /usr/sbin/haproxy ] || missing+=(haproxy)
  [ -d /usr/lib/postgresql ] || missing+=(postgresql)
  [ -e /usr/lib/python3/dist-packages/aiosmtpd ] || missing+=(python3-aiosmtpd)
  [ -e /usr/lib/python3/dist-packages/swift ] || missing+=(python3-swift)
  # What the calendar is compared with; only Debian's own Python finds Debian's packages.
  /usr/bin/python3 -c 'import dateutil, icalendar' 2>/dev/null || missing+=(python3-dateutil python3-icalendar)
  [ ${#missing[@]} -eq 0 ] && return
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
}

build() {
  dotnet build OnlineMeetings.sln --nologo -v quiet
}

# The runner's own last line of each run has all its numbers; their sum is said again in one line that people and machines can read.
run_tests() {
  local log
  log=$(mktemp)
  local status=0
  run "$@" 2>&1 | tee "$log" || status=$?
  failures <"$log"
  awk -v runs="$(runs "$@")" '/Total: [0-9]+, Errors:/ {
      for (i = 1; i < NF; i++) {
        if ($i == "Total:") total += $(i + 1)
        if ($i == "Errors:") errors += $(i + 1)
        if ($i == "Failed:") failed += $(i + 1)
        if ($i == "Skipped:") skipped += $(i + 1)
      }
      found++
    }
    END {
      if (found != runs) exit 1
      printf "%d passed, %d failed, %d skipped\n", total - failed - errors - skipped, failed + errors, skipped
    }' "$log" || { echo "0 passed, 1 failed"; status=1; }
  rm -f "$log"
  return "$status"
}

# Each failure once more at the end, where whoever sees only the last lines finds it.
failures() {
  awk '/^    [^ ].* \[FAIL\]$/ { left = 12 } !/^      / && !/\[FAIL\]$/ { left = 0 } left-- > 0'
}

# All tests run on SQLite, and those that are about stored data on PostgreSQL as well.
run() {
  local status=0
  runner "$@" || status=$?
  if [ "$(runs "$@")" = 2 ]; then
    TESTS_DATABASE=PostgreSql runner "${stored[@]}" || status=$?
  fi
  return "$status"
}

# Those that have a PostgreSQL of their own, or a bucket, need no second time.
stored=(-class- "*DatabaseAwayTests" -class- "*Bucket*")
for name in Administration Attendance Audit Chat Data Files Housekeeping Invitations Mail Meetings.Settings; do
  stored+=(-namespace "OnlineMeetings.Tests.$name")
done

runs() {
  if [ $# -eq 0 ] && [ -z "${TESTS_DATABASE:-}" ]; then echo 2; else echo 1; fi
}

runner() {
  OnlineMeetings.Tests/bin/Debug/net10.0/OnlineMeetings.Tests -noColor "$@"
}

install_needs
build
run_tests "$@"
