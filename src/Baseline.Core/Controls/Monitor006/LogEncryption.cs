using Baseline.Azure;
using Baseline.Azure.StorageAccounts;
using Baseline.Estates;
using Baseline.Json;

namespace Baseline.Controls.Monitor006;

/// <summary>
/// What the container of the activity log is encrypted with. A scope of its own wins over the account's key, and can't be changed
/// once the container exists.
/// </summary>
/// <param name="Problem">Why it is not the customer's key, as a sentence; null where nothing says so.</param>
/// <param name="WhyUnread">Why that can't be told, in a few words; null where it can.</param>
public sealed record LogEncryption(string? Problem, string? WhyUnread)
{
    /// <summary>The container that Azure Monitor writes the activity log to.</summary>
    public const string Container = LogContainers.ActivityLog;

    // Not the name of a scope: it says that the account's key is used.
    private const string KeyOfAccount = "$account-encryption-key";

    /// <summary>The id of the container in an account.</summary>
    public static ResourceId ContainerOf(ResourceId account) => StorageServices.ContainerOf(account, Container);

    /// <summary>The encryption scope that a container of an account has of its own; null where it has none, or none that can be.</summary>
    public static ResourceId? ScopeOf(ResourceId account, ObservedResource container) =>
        NameOf(container) is { } name && ResourceId.IsName(name) ? account.Child($"encryptionScopes/{name}") : null;

    /// <summary>Looks at the container of an account. One that is not there yet has no scope.</summary>
    public static LogEncryption Of(Estate estate, ResourceId account)
    {
        var lookup = estate.Find(ContainerOf(account));
        if (lookup.Resource is not { } container)
        {
            return new LogEncryption(null, lookup.Presence == Presence.Unknown ? lookup.Why : null);
        }

        if (NameOf(container) is not { } name)
        {
            return new LogEncryption(null, null);
        }

        if (ScopeOf(account, container) is not { } id)
        {
            return new LogEncryption(null, $"\"{name}\" is no name of a scope");
        }

        var scope = estate.Find(id);
        var isMicrosofts = string.Equals(
            scope.Resource?.Body.TextAt("properties.source"), "Microsoft.Storage", StringComparison.OrdinalIgnoreCase);
        return new LogEncryption(
            isMicrosofts
                ? $"Container {Container} has encryption scope \"{name}\", which uses a Microsoft key and can't be changed."
                : null,
            scope.Presence == Presence.Unknown ? scope.Why : null);
    }

    private static string? NameOf(ObservedResource container) =>
        container.Body.TextAt("properties.defaultEncryptionScope") is { } name && name != KeyOfAccount ? name : null;
}
