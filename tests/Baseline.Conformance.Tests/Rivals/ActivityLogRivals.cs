using Baseline.Azure;
using Baseline.Estates;
using Baseline.Json;

namespace Baseline.Conformance.Tests.Rivals;

/// <summary>
/// How the same tools decide whether the account that receives a subscription's activity log has a customer-managed key; two
/// have no such rule, and of one none is known.
/// </summary>
internal static class ActivityLogRivals
{
    /// <summary>What each says of a subscription, in the order of <see cref="VaultRivals.All"/>.</summary>
    public static IEnumerable<Word> Words(Estate estate, ResourceId subscription)
    {
        var list = estate.List(subscription, "microsoft.insights/diagnosticsettings");
        var named = list.Resources.Select(setting => setting.Body.TextAt("properties.storageAccountId")).OfType<string>().ToList();
        var own = estate.OfType("microsoft.storage/storageaccounts").Where(account => account.Id.SubscriptionId == subscription.SubscriptionId).ToList();
        var isRead = list.Unreadable is null && estate.Subscription(subscription.SubscriptionId) is not null;
        return
        [
            isRead ? Prowler(named, own) : Word.Open,
            Steampipe(estate, own),
            isRead ? CloudSploit(list.Resources.Count, named, own) : Word.Open,
            Word.NoRule,
            Word.NoRule,
            isRead ? Cloudbeat(estate, named, subscription) : Word.Open,
            Word.NoRule,
        ];
    }

    /// <summary>By the account's name, in the subscription itself; whatever is not "Microsoft.Storage" passes.</summary>
    private static Word Prowler(IReadOnlyList<string> named, IReadOnlyList<ObservedResource> own) =>
        Worst(own
            .Where(account => named.Any(id => id.Split('/')[^1] == account.Id.Name))
            .Select(account => KeySource(account) == "Microsoft.Storage" ? Word.Fail : Word.Pass));

    /// <summary>Accounts with a container of the activity log's name, whatever the settings say.</summary>
    private static Word Steampipe(Estate estate, IReadOnlyList<ObservedResource> own)
    {
        var holding = own.Where(account => estate.Find(account.Id.Child("blobServices/default/containers/insights-activity-logs")).Presence == Presence.Found);
        var words = holding.Select(ByKeySource).ToList();
        return words.Count > 0 ? Worst(words) : Word.Open; // most cases say nothing of containers
    }

    /// <summary>
    /// By the id of the account, letter for letter, in the subscription itself, or by any container of logs, of which most cases
    /// say nothing; without any setting it passes.
    /// </summary>
    private static Word CloudSploit(int settings, IReadOnlyList<string> named, IReadOnlyList<ObservedResource> own)
    {
        var seen = own.Where(account => named.Contains(account.Id.Text, StringComparer.Ordinal)).Select(ByKeySource).ToList();
        return settings == 0 ? Word.Pass : seen.Count == 0 ? Word.Open : Worst(seen);
    }

    /// <summary>"Microsoft.Keyvault", letter for letter, and a key. How it finds accounts elsewhere is not settled.</summary>
    private static Word Cloudbeat(Estate estate, IReadOnlyList<string> named, ResourceId subscription)
    {
        var accounts = named.Select(id => ResourceId.TryParse(id, out var parsed) ? estate.Find(parsed).Resource : null).ToList();
        return accounts.Count == 0 || accounts.Any(account => account is null || account.Id.SubscriptionId != subscription.SubscriptionId)
            ? Word.Open
            : Worst(accounts.OfType<ObservedResource>().Select(account =>
                KeySource(account) == "Microsoft.Keyvault" && account.Body.TextAt("properties.encryption.keyvaultproperties.keyname") is not null ? Word.Pass : Word.Fail));
    }

    private static Word ByKeySource(ObservedResource account) => KeySource(account) switch
    {
        "Microsoft.Storage" => Word.Fail,
        "Microsoft.Keyvault" => Word.Pass,
        _ => Word.Open,
    };

    private static string? KeySource(ObservedResource account) => account.Body.TextAt("properties.encryption.keySource");

    private static Word Worst(IEnumerable<Word> words)
    {
        var all = words.ToHashSet();
        return all.Count == 0 ? Word.Nothing : all.Contains(Word.Fail) ? Word.Fail : all.Contains(Word.Open) ? Word.Open : Word.Pass;
    }
}
