using Baseline.Cli.Files;
using Baseline.Plans;

namespace Baseline.Cli.Commands.Planning;

/// <summary>What to type after a plan.</summary>
internal static class NextStep
{
    /// <summary>
    /// The command that applies a saved plan, with the document and the Azure that it was made with; null where nothing was saved,
    /// nothing is to be changed, or a limit of the document forbids it.
    /// </summary>
    public static string? After(Plan plan, PlanArguments arguments)
    {
        if (arguments.Out is not { } path || plan.IsEmpty || plan.Exceeded.Count > 0)
        {
            return null;
        }

        var estate = arguments.Estate;
        List<string> words =
        [
            "baseline", "apply", path,
            .. arguments.Document == DocumentOption.DefaultPath ? [] : new[] { "-f", arguments.Document },
            .. estate.EmulatorFile is { } emulator ? new[] { "--emulator", emulator } : [],
            .. estate.Cloud == "public" ? [] : new[] { "--cloud", estate.Cloud },
            .. estate.Endpoint is { } endpoint ? new[] { "--endpoint", endpoint.ToString() } : [],
            .. estate.Credential == "default" ? [] : new[] { "--credential", estate.Credential },
        ];
        return string.Join(' ', words.Select(TypedCommand.Quoted));
    }
}
