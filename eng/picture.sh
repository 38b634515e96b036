#!/usr/bin/env bash
# Draws the picture of a plan at the head of README.md again, from what the tool prints of examples/fleet: docs/images/plan.svg.
# The test that draws it compares it with the committed file on every run.
set -euo pipefail
cd "$(dirname "$0")/.."
dotnet build tests/Baseline.Cli.Tests -v q -nologo
BASELINE_GOLDEN=update dotnet tests/Baseline.Cli.Tests/bin/Debug/net10.0/Baseline.Cli.Tests.dll -class "*ReadmePictureTests"
