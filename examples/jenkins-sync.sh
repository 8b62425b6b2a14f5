#!/usr/bin/env bash
# Turns the parameters of a Jenkins build into one call of penstock: jenkins-sync.sh files|database
#
# The parameters come as environment variables, as Jenkins gives them: SYNC_DIRECTION ("PRD to UAT"), SYNC_DIRS
# ("sites" or "sites,system/config/domains"; files only), DO_SYNC (true, or false for a dry run), DO_DELETE (true or
# false; files only). A build can be started with any value, by a click or over HTTP: what is not listed here is refused
# with exit code 2 before penstock is called, and never comes near a shell as code.
set -euo pipefail

refuse() {
  printf 'Parameter %s has a value that is not offered. Choose one that the job lists.\n' "$1" >&2
  exit 2
}

flag() { # NAME VALUE: is it true?
  case "$2" in
    true) return 0 ;;
    false) return 1 ;;
    *) refuse "$1" ;;
  esac
}

what=${1:-}
case "$what" in
  files | database) ;;
  *)
    printf 'Usage: jenkins-sync.sh files|database\n' >&2
    exit 2
    ;;
esac

case "${SYNC_DIRECTION:-}" in
  'PRD to UAT') source=prd target=uat ;;
  'PRD to INT') source=prd target=int ;;
  'UAT to INT') source=uat target=int ;;
  *) refuse SYNC_DIRECTION ;;
esac

arguments=(sync "$source" "$target" --only "$what")

if [[ $what == files ]]; then
  case "${SYNC_DIRS:-}" in
    sites | sites,system/config/domains) arguments+=(--dirs "$SYNC_DIRS") ;;
    *) refuse SYNC_DIRS ;;
  esac
fi

# Whoever forgets the parameter gets a dry run that deletes nothing.
if ! flag DO_SYNC "${DO_SYNC:-false}"; then
  arguments+=(--dry-run)
fi
# More than half of the target's files are not deleted: a job that may do that needs --delete-many, which is left out here
# on purpose, since a source that is not mounted looks the same.
if [[ $what == files ]] && flag DO_DELETE "${DO_DELETE:-false}"; then
  arguments+=(--delete)
fi

exec penstock "${arguments[@]}" --yes
