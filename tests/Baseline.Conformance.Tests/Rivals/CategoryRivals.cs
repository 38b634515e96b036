using Baseline.Azure;
using Baseline.Controls.DiagnosticSettings;
using Baseline.Estates;

namespace Baseline.Conformance.Tests.Rivals;

/// <summary>
/// How the same tools decide whether a setting of a subscription has the categories that the rule asks for: two want them by name in
/// one setting, of a third the condition is not settled, and of the others no such rule is known.
/// </summary>
internal static class CategoryRivals
{
    private static readonly string[] Wanted = ["Administrative", "Alert", "Policy", "Security"];

    /// <summary>What each says of a subscription, in the order of <see cref="VaultRivals.All"/>.</summary>
    public static IEnumerable<Word> Words(Estate estate, ResourceId subscription)
    {
        var list = estate.List(subscription, "microsoft.insights/diagnosticsettings");
        var isRead = list.Unreadable is null && estate.Subscription(subscription.SubscriptionId) is not null;
        var byName = !isRead ? Word.Open
            : list.Resources.Select(resource => new DiagnosticSetting(resource)).Any(HasAll) ? Word.Pass
            : Word.Fail;
        return [byName, byName, Word.Open, Word.NoRule, Word.NoRule, Word.NoRule, Word.NoRule];
    }

    /// <summary>By name and letter for letter, wherever the log goes; the group allLogs is not looked at.</summary>
    private static bool HasAll(DiagnosticSetting setting) =>
        Wanted.All(category => setting.Logs.Any(row => row.Enabled && row.Category == category));
}
