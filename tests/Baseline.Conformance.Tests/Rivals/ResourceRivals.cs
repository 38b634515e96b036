using Baseline.Azure;
using Baseline.Controls;
using Baseline.Controls.DiagnosticSettings;
using Baseline.Estates;

namespace Baseline.Conformance.Tests.Rivals;

/// <summary>
/// How the same tools decide whether a resource of any type is logged: one looks for a setting, whatever it exports, of the types that
/// it knows; of the others no such rule for all types is known.
/// </summary>
internal static class ResourceRivals
{
    // Of the types in the cases. It looks at servers and accounts in place of what has their logs.
    private static readonly string[] KnownToAzqr =
    [
        "microsoft.containerregistry/registries", "microsoft.keyvault/vaults", "microsoft.network/networksecuritygroups",
        "microsoft.search/searchservices", "microsoft.sql/servers/databases",
    ];

    /// <summary>What each says of a resource, in the order of <see cref="VaultRivals.All"/>.</summary>
    public static IEnumerable<Word> Words(Estate estate, ResourceId resource)
    {
        var list = estate.List(resource, "microsoft.insights/diagnosticsettings");
        var isKnown = KnownToAzqr.Contains(resource.Type);
        var azqr = !isKnown ? Word.Nothing : list.Resources.Count > 0 ? Word.Pass : Word.Fail;
        return VaultRivals.All.Select(tool => tool.Name == "azqr" ? azqr : Word.NoRule);
    }

    /// <summary>What the rule's own page says: the resource has a setting that exports something.</summary>
    public static ComplianceState ByTheRule(Estate estate, ResourceId resource)
    {
        var list = estate.List(resource, "microsoft.insights/diagnosticsettings");
        return list.Unreadable is { IsGone: false } ? ComplianceState.Unknown
            : list.Resources.Any(setting => new DiagnosticSetting(setting).ExportsLogs) ? ComplianceState.Compliant
            : ComplianceState.Noncompliant;
    }
}
