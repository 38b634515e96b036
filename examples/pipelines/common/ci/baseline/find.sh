#!/usr/bin/env bash
# On Azure Pipelines and GitLab: finds the review of the pull request that brought the commit at hand, so that exactly its plan is
# released. (On GitHub the workflow does, with gh.) Needs jq.
#
#   Azure Pipelines    SYSTEM_ACCESSTOKEN; sets the output `run`, the id of the build whose artifact has the plan
#   GitLab             GITLAB_TOKEN; writes plan.json into BASELINE_OUT (default: the current folder)
#
# Fails where the commit came from no merged pull request, or its last commit has no review that succeeded.
set -euo pipefail
# shellcheck source=host.sh
. "$(dirname "$0")/host.sh"

fail() {
  say error "$1"
  exit 1
}

# Asks the host's API; the token goes through a file descriptor, so that no list of processes shows it.
ask() {
  curl --fail --silent --show-error --retry 3 --config <(printf 'header = "%s"\n' "$authorization") "$@"
}

no_request='The commit came from no merged pull request, so no plan of it was reviewed.'
no_review="No review of the pull request's last commit succeeded. Plan and review again."

if [ "${TF_BUILD:-}" = True ]; then
  [ -n "${SYSTEM_ACCESSTOKEN:-}" ] || fail 'SYSTEM_ACCESSTOKEN is not set. In the env of the step: SYSTEM_ACCESSTOKEN: $(System.AccessToken).'
  authorization="Authorization: Bearer $SYSTEM_ACCESSTOKEN"
  project=$(jq -rn --arg text "$SYSTEM_TEAMPROJECT" '$text | @uri')
  repository=$(jq -rn --arg text "$BUILD_REPOSITORY_NAME" '$text | @uri')
  api=${SYSTEM_COLLECTIONURI%/}/$project/_apis
  question=$(jq -n --arg commit "$BUILD_SOURCEVERSION" '{queries: [{type: "lastMergeCommit", items: [$commit]}]}')
  request=$(ask --header 'Content-Type: application/json' --data "$question" "$api/git/repositories/$repository/pullrequestquery?api-version=7.1" \
    | jq -r '[.results[][][] | select(.status == "completed")][0] // empty | "\(.pullRequestId) \(.lastMergeSourceCommit.commitId)"')
  [ -n "$request" ] || fail "$no_request"
  # plan.sh put the tag on the build of the review.
  run=$(ask "$api/build/builds?definitions=$SYSTEM_DEFINITIONID&branchName=refs/pull/${request% *}/merge&reasonFilter=pullRequest&statusFilter=completed&resultFilter=succeeded&tagFilters=baseline-review-${request#* }&queryOrder=finishTimeDescending&%24top=1&api-version=7.1" \
    | jq -r '.value[0].id // empty')
  [ -n "$run" ] || fail "$no_review"
  output run "$run"
else
  [ -n "${GITLAB_TOKEN:-}" ] || fail 'GITLAB_TOKEN is not set: it is a project access token with the role Reporter and the scope api.'
  authorization="PRIVATE-TOKEN: $GITLAB_TOKEN"
  api=$CI_API_V4_URL/projects/$CI_PROJECT_ID
  request=$(ask "$api/repository/commits/$CI_COMMIT_SHA/merge_requests" | jq -r '[.[] | select(.state == "merged")][0].iid // empty')
  [ -n "$request" ] || fail "$no_request"
  run=$(ask "$api/merge_requests/$request" | jq -r '.head_pipeline | select(.status == "success") | .id // empty')
  [ -n "$run" ] || fail "$no_review"
  job=$(ask "$api/pipelines/$run/jobs?scope%5B%5D=success&per_page=100" | jq -r '[.[] | select(.name == "plan")][0].id // empty')
  [ -n "$job" ] || fail "$no_review"
  mkdir -p "${BASELINE_OUT:-.}"
  ask --location --output "${BASELINE_OUT:-.}/plan.json" "$api/jobs/$job/artifacts/plan/plan.json"
fi
