namespace Baseline.Cli.Tests.Pipelines;

/// <summary>Reads a log as GitHub's runner does: which lines of it are commands.</summary>
internal static class WorkflowLog
{
    private const string Stop = "::stop-commands::";

    /// <summary>
    /// The commands that the runner would carry out: lines that start with two colons, after white space, or that have
    /// the older <c>##[</c> in them. After stop-commands none is one, up to the line with the token alone.
    /// </summary>
    public static IReadOnlyList<string> Commands(string log)
    {
        var commands = new List<string>();
        string? stopped = null;
        foreach (var line in log.Split(['\n', '\r']).Select(line => line.TrimStart()))
        {
            if (stopped is not null)
            {
                stopped = line == $"::{stopped}::" ? null : stopped;
            }
            else if (line.StartsWith(Stop, StringComparison.Ordinal))
            {
                stopped = line[Stop.Length..];
            }
            else if (line.StartsWith("::", StringComparison.Ordinal) || line.Contains("##[", StringComparison.Ordinal))
            {
                commands.Add(line);
            }
        }

        return stopped is null ? commands : throw new InvalidOperationException("The log ends while commands are off.");
    }
}
