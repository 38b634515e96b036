using System.Text;
using Baseline.Azure;
using Baseline.Cli.Formats.OtherTools;
using Baseline.Cli.Output;

namespace Baseline.Cli.Formats.Az;

/// <summary>The changes of a plan as a Bash script of calls of <c>az rest</c>, in the order in which they are made.</summary>
public sealed class AzFormat : IPlanFormat
{
    private const string Start = """
        # Nothing is checked before it is written: compare what stands in the comments with what is there now.
        set -euo pipefail

        # Git Bash on Windows would take an id for a path.
        export MSYS_NO_PATHCONV=1

        """;

    private const string Naming = $$"""

        # The name of a role assignment, which follows from who it is for: the one that baseline would give it.
        name_guid() {
          python3 -c 'import sys, uuid; print(uuid.uuid5(uuid.UUID("{{NameBasedGuid.Namespace}}"), sys.argv[1].lower()))' "$1"
        }

        """;

    /// <inheritdoc/>
    public string Name => "az";

    /// <inheritdoc/>
    public string Render(PlanView view)
    {
        var all = new PlannedWrites(view);
        var text = new StringBuilder("#!/usr/bin/env bash\n# ").Append(HostCommands.Broken(all.Heading)).Append(".\n").Append(Start);
        if (all.All.Any(write => all.References(write).Any(reference => reference.IsGuid)))
        {
            text.Append(Naming);
        }

        foreach (var write in all.All)
        {
            text.Append('\n').Append(new AzCall(all, write).Text());
        }

        return text.ToString();
    }
}
