using Baseline.Azure;
using Baseline.Azure.StorageAccounts;
using Baseline.Controls.LogExport;
using Baseline.Estates;

namespace Baseline.Controls.Monitor008;

/// <summary>
/// Resources that were to be read and could not be: a resource that has logs, an account whose services have, and something whose
/// children could not be listed.
/// </summary>
internal sealed class UnreadResources(LoggedResources resources, ControlContext context)
{
    private const string Control = Monitor008Settings.Id;

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

            if (Finding(entry, about) is { } finding)
            {
                yield return finding;
            }
        }
    }

    /// <summary>Leaves a note of a resource that is not there any more.</summary>
    public static void NoticeGone(ControlContext context, ResourceId resource) => context.Notice(new Notice(
        "BL2004", Control, resource.Text, "The resource went away while it was read, and was skipped.", IsWarning: false));

    /// <summary>Whether what could not be read is, or holds, something that a rule is about.</summary>
    private bool IsAbout(UnreadableResource entry)
    {
        var type = entry.Id.Type;
        return entry.Id.IsList
            ? entry.Id.Parent is { ResourceGroup: not null } parent && !parent.IsOfType(TypeNames.ResourceGroup)
                && type.StartsWith($"{parent.Type}/", StringComparison.Ordinal) && IsLogged(type)
            : context.Estate.Find(entry.Id).Resource is null
                && (entry.Id.IsOfType(TypeNames.StorageAccount) ? StorageServices.Types.Any(IsLogged)
                    : !IsServiceOfReadAccount(entry.Id) && IsLogged(type));
    }

    private bool IsLogged(string type) => LogTypeCatalogue.Product.Find(type) is not null && resources.RuleOf(type) is not null;

    /// <summary>That a service of an account could not be read says nothing of its settings.</summary>
    private bool IsServiceOfReadAccount(ResourceId id) => OfferedCatalogue.BodyOf(id) is var account && account != id
        && context.Estate.Find(account).Presence == Presence.Found;

    private Finding? Finding(UnreadableResource entry, ResourceId about)
    {
        var why = $"{entry.Status} {entry.Code}";
        context.Explain(about, () => [ExportEvidence.Unread(entry.Id, why)]);
        if (context.Exemptions.Live(Control, about, context.AsOf) is { } exemption)
        {
            return Controls.Finding.Exempted(Control, about, exemption);
        }

        if (entry.IsGone)
        {
            NoticeGone(context, about);
            return null;
        }

        return new Finding(
            Control,
            about,
            ComplianceState.Unknown,
            entry.Id.IsList
                ? $"What hangs beneath it ({entry.Id.Name}) could not be read ({why}), so nothing is known about its logs."
                : $"The resource could not be read ({why}).");
    }
}
