using Baseline.Azure;
using Baseline.Azure.StorageAccounts;
using Baseline.Estates;

namespace Baseline.Controls.Monitor008;

/// <summary>
/// Resources that were to be read and could not be: a resource that has logs, an account whose services have, and something whose
/// children could not be listed.
/// </summary>
internal sealed class UnreadResources(LoggedResources resources, ControlContext context)
{
    /// <summary>What sentences call any of them.</summary>
    public const string Noun = "resource";

    /// <summary>A finding for each.</summary>
    public IEnumerable<Finding> Findings()
    {
        foreach (var entry in context.Estate.Unreadable)
        {
            var about = entry.Id.IsList ? entry.Id.Parent : entry.Id;
            if (about is null || !IsAbout(entry) || !context.IsWanted(about) || !resources.IsCovered(about))
            {
                continue;
            }

            if (context.Unread(entry, about, Noun, Reason(entry)) is { } finding)
            {
                yield return finding;
            }
        }
    }

    /// <summary>Whether what could not be read is, or holds, something that a rule is about.</summary>
    private bool IsAbout(UnreadableResource entry)
    {
        var type = entry.Id.Type;
        return entry.Id.IsList
            ? entry.Id.Parent is { ResourceGroup: not null } parent
                && type.StartsWith($"{parent.Type}/", StringComparison.Ordinal) && IsLogged(type)
            : context.Estate.Row(entry.Id) is null
                && (entry.Id.IsOfType(TypeNames.StorageAccount) ? StorageServices.Types.Any(IsLogged)
                    : !IsServiceOfListedAccount(entry.Id) && IsLogged(type));
    }

    private bool IsLogged(string type) => LogTypeCatalogue.Product.Find(type) is not null && resources.RuleOf(type) is not null;

    /// <summary>That a service of an account could not be read says nothing of its settings.</summary>
    private bool IsServiceOfListedAccount(ResourceId id) => context.Estate.Row(OfferedCatalogue.BodyOf(id)) is not null;

    private static string Reason(UnreadableResource entry) => entry.Id.IsList
        ? $"What hangs beneath it ({entry.Id.Name}) could not be read ({entry.Why}), so nothing is known about its logs."
        : $"The resource could not be read ({entry.Why}).";
}
