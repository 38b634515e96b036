using Baseline.Azure;
using Baseline.Diagnostics;
using Baseline.Estates;

namespace Baseline.Cli.Commands;

/// <summary>What could not be read of an estate, in words.</summary>
internal static class UnreadText
{
    private const int MostNamed = 3;

    /// <summary>How many could not be read, and the first of them with Azure's status; null where all was read.</summary>
    public static string? Of(Estate estate)
    {
        var failed = estate.Unreadable.Where(entry => !entry.IsGone).ToList();
        if (failed.Count == 0)
        {
            return null;
        }

        var named = string.Join(", ", failed.Take(MostNamed).Select(entry => $"{Name(entry.Id)}: {entry.Status}"));
        var more = failed.Count > MostNamed ? $" and {failed.Count - MostNamed} more" : "";
        return $"{Quantity.Of(failed.Count, "resource")} could not be read ({named}{more})";
    }

    /// <summary>What could not be read by its name; a list by whose it is, as in <c>diagnosticSettings of kv-pay-secure</c>.</summary>
    private static string Name(ResourceId id) =>
        id.Text.Split("/providers/", StringSplitOptions.None) is [.., var above, var list] && list.Split('/') is [_, var type]
        && above.Split('/') is [.., var owner]
            ? $"{type} of {owner}"
            : id.Name;
}
