# shellcheck shell=bash disable=SC2034
# What the scripts beside this file share: how to talk to the host that runs them. To be sourced.
#
# Names in Azure are other people's text, and a host takes lines of a log as commands. So what the tool prints is shown
# by `shown`, and what the scripts say themselves goes through `say`.

baseline=${BASELINE:-baseline}
document=${BASELINE_DOCUMENT:-baseline.yaml}
read -r -a options <<<"${BASELINE_OPTIONS:-}"

# The value of a GitHub workflow command: its data, or (second argument) one of its properties.
escaped() {
  local text=$1
  text=${text//'%'/%25}
  text=${text//$'\r'/%0D}
  text=${text//$'\n'/%0A}
  if [ "${2:-}" = property ]; then
    text=${text//:/%3A}
    text=${text//,/%2C}
  fi
  printf '%s' "$text"
}

# Says an error, a warning or a notice so that the host shows it: say error TEXT [FILE LINE COLUMN TITLE].
say() {
  local level=$1 text=$2 file=${3:-} line=${4:-} column=${5:-} title=${6:-} where=
  if [ "${GITHUB_ACTIONS:-}" = true ]; then
    if [ -n "$file" ]; then
      where=" file=$(escaped "$file" property),line=$line,col=$column,title=$(escaped "$title" property)"
    fi
    printf '::%s%s::%s\n' "$level" "$where" "$(escaped "$text")"
  elif [ "${TF_BUILD:-}" = True ] && [ "$level" != notice ]; then
    text=$(harmless <<<"$text")
    if [ -n "$file" ]; then
      # A property ends at ; or ], and a document's path has no need of either.
      where="sourcepath=${file//[];%]/_};linenumber=$line;columnnumber=$column;"
    fi
    printf '##vso[task.logissue type=%s;%s]%s\n' "$level" "$where" "$text"
  else
    printf '%s: %s%s\n' "$level" "${file:+$file:$line:$column: }" "$text"
  fi
}

# Azure Pipelines and GitHub both know commands that start with ## and a bracket, anywhere in a line.
harmless() {
  LC_ALL=C sed -u -e 's/##\(vso\)\{0,1\}\[/## \1[/g'
}

# Runs a command, shows both of its streams as one, and returns its code. On GitHub workflow commands are off meanwhile:
# only the token, which nobody can know before, switches them on again.
shown() {
  local code token=
  if [ "${GITHUB_ACTIONS:-}" = true ]; then
    token=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
    printf '::stop-commands::%s\n' "$token"
  fi
  "$@" 2>&1 | harmless
  code=${PIPESTATUS[0]}
  if [ -n "$token" ]; then
    printf '\n::%s::\n' "$token"
  fi
  return "$code"
}

# Hands a value on to later steps: output NAME VALUE. Both are the scripts' own: a digest, a number, a path.
output() {
  if [ -n "${GITHUB_OUTPUT:-}" ]; then
    printf '%s=%s\n' "$1" "$2" >>"$GITHUB_OUTPUT"
  elif [ "${TF_BUILD:-}" = True ]; then
    printf '##vso[task.setvariable variable=%s;isOutput=true]%s\n' "$1" "$2"
  fi
}

# Adds a Markdown file to the page of the run.
summary() {
  if [ -n "${GITHUB_STEP_SUMMARY:-}" ]; then
    cat "$1" >>"$GITHUB_STEP_SUMMARY"
  elif [ "${TF_BUILD:-}" = True ]; then
    printf '##vso[task.uploadsummary]%s\n' "$(cd "$(dirname "$1")" && pwd)/$(basename "$1")"
  fi
}

# Sets as outputs what the tool wrote with --outputs dotenv=FILE.
outputs() {
  local name value
  [ -f "$1" ] || return 0
  while IFS='=' read -r name value; do
    output "${name//_/-}" "$value"
  done <"$1"
}

# One of the values that the tool wrote: value NAME FILE.
value() {
  [ ! -f "$2" ] || sed -n "s/^$1=//p" "$2"
}

# Puts a folder on the PATH of later steps; GitLab runs all of a job in one shell, which looks there itself.
path() {
  if [ -n "${GITHUB_PATH:-}" ]; then
    printf '%s\n' "$1" >>"$GITHUB_PATH"
  elif [ "${TF_BUILD:-}" = True ]; then
    printf '##vso[task.prependpath]%s\n' "$1"
  fi
}
