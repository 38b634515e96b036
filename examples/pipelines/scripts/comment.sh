#!/usr/bin/env bash
# Keeps one comment with the plan on a GitHub pull request: the first plan creates it, later ones replace its text, and
# a plan with nothing to do says so in it. Where there is nothing to do and no comment, none is written.
#
#   GITHUB_TOKEN              may write to the pull request (pull-requests: write)
#   GITHUB_REPOSITORY         owner/name, as GitHub sets it
#   GITHUB_API_URL            as GitHub sets it (default: https://api.github.com)
#   BASELINE_PULL_REQUEST     the number of the pull request
#   BASELINE_EXIT_CODE        what plan.sh gave as exit-code
#   BASELINE_COMMENT_AUTHOR   whose comments are the tool's (default: github-actions[bot])
#   BASELINE_OUT              the folder with plan.md (default: the current one)
#
# Needs curl, awk and sed only: jq is not on every runner. So JSON is written and read by awk here.
set -uo pipefail
# shellcheck source=host.sh
. "$(dirname "$0")/host.sh"
marker='<!-- baseline-plan -->'
author=${BASELINE_COMMENT_AUTHOR:-github-actions[bot]}
code=${BASELINE_EXIT_CODE:-}
plan=${BASELINE_OUT:-.}/plan.md
api=${GITHUB_API_URL:-https://api.github.com}/repos/${GITHUB_REPOSITORY:?}/issues
per_page=100
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT

if ! [[ ${BASELINE_PULL_REQUEST:-} =~ ^[0-9]+$ ]]; then
  say error "BASELINE_PULL_REQUEST is not the number of a pull request."
  exit 1
fi

# Asks GitHub: ask METHOD URL [BODY FILE]; the answer is in $work/answer. The token goes through a pipe, because arguments
# can be seen by every process of the machine. A POST is never repeated: that could leave two comments.
ask() {
  local method=$1 url=$2 status body=() again=(--retry 3)
  if [ $# -gt 2 ]; then
    body=(--header 'Content-Type: application/json' --data-binary "@$3")
  fi
  if [ "$method" = POST ]; then
    again=()
  fi
  status=$(curl --silent --show-error --max-time 60 --request "$method" --output "$work/answer" --dump-header "$work/headers" \
    --write-out '%{http_code}' ${again[@]+"${again[@]}"} ${body[@]+"${body[@]}"} \
    --header 'Accept: application/vnd.github+json' --header 'X-GitHub-Api-Version: 2022-11-28' \
    --config <(printf 'header = "Authorization: Bearer %s"\n' "${GITHUB_TOKEN:?}") "$url") || return 1
  if [[ $status != 2* ]]; then
    say error "GitHub answered $status to $method $url. The job needs pull-requests: write, which a pull request from a fork never has." >&2
    return 1
  fi
}

# Prints the id of the first comment of the list that has the marker and the author, which are matched by what the JSON
# says, not by how it is laid out. Records end at quotation marks: every second one is a string, and goes on where its
# last quotation mark was escaped. A comment with the marker by somebody else is somebody's attempt to be taken for the tool.
first_of_ours() {
  LC_ALL=C author="$author" marker="$marker" awk '
    BEGIN { RS = "\"" }
    function take(kind) {
      if (depth == 2 && key[2] == "id" && kind == "number") id = value
      if (depth == 2 && key[2] == "body") ours = index(value, ENVIRON["marker"]) == 1
      if (depth == 3 && key[2] == "user" && key[3] == "login") by = value
    }
    function structure(text,   at, sign) {
      for (at = 1; at <= length(text); at++) {
        sign = substr(text, at, 1)
        if (sign == "{" || sign == "[") { depth++; key[depth] = ""; named = 0 }
        else if (sign == ":") { key[depth] = value; named = 1; value = ""; isText = 0 }
        else if (sign == "," || sign == "}" || sign == "]") {
          if (named) { take(isText ? "text" : "number"); named = 0 }
          if (sign != ",") depth--
          if (sign == "}" && depth == 1) {
            if (ours && by == ENVIRON["author"]) { print id; exit }
            id = by = ""; ours = 0
          }
          value = ""; isText = 0
        }
        else if (sign !~ /[ \t\r\n]/) value = value sign
      }
    }
    inText {
      # Only the start of a text matters.
      if (length(value) < 200) value = value $0
      match($0, /\\*$/)
      if (RLENGTH > 0 && RLENGTH % 2) { value = value "\""; next }
      gsub(/\\u003[cC]/, "<", value); gsub(/\\u003[eE]/, ">", value)
      inText = 0
      next
    }
    { structure($0); value = ""; isText = 1; inText = 1 }
  ' "$work/answer"
}

# Prints the id of the tool's comment; nothing where there is none.
find_comment() {
  local page=1 id
  while true; do
    ask GET "$api/$BASELINE_PULL_REQUEST/comments?per_page=$per_page&page=$page" || return 1
    id=$(first_of_ours)
    if [ -n "$id" ]; then
      printf '%s' "$id"
      return
    fi
    grep -qi '^link:.*rel="next"' "$work/headers" || return 0
    page=$((page + 1))
  done
}

# {"body": …} of a text on standard input. Everything that JSON wants escaped: the two marks and control characters.
body() {
  LC_ALL=C awk '
    BEGIN {
      for (code = 1; code < 32; code++) control[sprintf("%c", code)] = sprintf("\\u%04x", code)
      printf "{\"body\":\""
    }
    function escaped(line,   at, sign, result) {
      for (at = 1; at <= length(line); at++) {
        sign = substr(line, at, 1)
        result = result (sign in control ? control[sign] : sign)
      }
      return result
    }
    {
      gsub(/\\/, "&&"); gsub(/"/, "\\\\&")
      printf "%s%s", (NR > 1 ? "\\n" : ""), ($0 ~ /[\001-\037]/ ? escaped($0) : $0)
    }
    END { printf "\"}" }
  '
}

# The comment's text. GitHub takes 65,536 characters, which a long plan may need for itself.
text() {
  if [ -f "$plan" ]; then
    cat "$plan"
  else
    printf '%s\n**There is no plan: exit code %s.** What an earlier plan said here no longer holds.\n' "$marker" "${code:-unknown}"
  fi
  if [ -n "${GITHUB_RUN_ID:-}" ] && { ! [ -f "$plan" ] || [ "$(wc -c <"$plan")" -lt 65000 ]; }; then
    printf '\n[This run](%s/%s/actions/runs/%s)\n' "${GITHUB_SERVER_URL:-https://github.com}" "$GITHUB_REPOSITORY" "$GITHUB_RUN_ID"
  fi
}

id=$(find_comment) || exit 1
if [ -n "$id" ]; then
  text | body >"$work/body"
  ask PATCH "$api/comments/$id" "$work/body" || exit 1
elif [ "$code" != 0 ]; then
  text | body >"$work/body"
  ask POST "$api/$BASELINE_PULL_REQUEST/comments" "$work/body" || exit 1
fi
