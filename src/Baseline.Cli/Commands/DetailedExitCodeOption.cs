using System.CommandLine;

namespace Baseline.Cli.Commands;

/// <summary>Tells "changes pending" from "nothing to do" by exit code.</summary>
internal sealed class DetailedExitCodeOption : Option<bool>
{
    public DetailedExitCodeOption()
        : base("--detailed-exitcode") =>
        Description = "Exit with 2 where changes are pending or findings are blocked.";
}
