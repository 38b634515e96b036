namespace Baseline.Azure;

/// <summary>What people call resources of a type.</summary>
/// <param name="One">One of them, such as <c>key vault</c>, without an article.</param>
/// <param name="Many">Several of them.</param>
public sealed record TypeNoun(string One, string Many)
{
    /// <summary>What people call resources that the tool names and never writes to, by type; null for any other type.</summary>
    public static TypeNoun? OfReadOnly(string type) =>
        type.Equals(TypeNames.Subscription, StringComparison.OrdinalIgnoreCase) ? new("subscription", "subscriptions")
        : type.Equals(TypeNames.ResourceGroup, StringComparison.OrdinalIgnoreCase) ? new("resource group", "resource groups")
        : type.Equals(TypeNames.ActionGroup, StringComparison.OrdinalIgnoreCase) ? new("action group", "action groups")
        : type.Equals(TypeNames.ManagementGroup, StringComparison.OrdinalIgnoreCase) ? new("management group", "management groups")
        : StorageService(type) is { } service ? new($"{service} service", $"{service} services")
        : type.Equals(TypeNames.ManagedHsm, StringComparison.OrdinalIgnoreCase) ? new("managed HSM", "managed HSMs")
        : TypeNouns.Of(type);

    /// <summary>Which service of a storage account a type is, such as <c>blob</c>; null for any other type.</summary>
    private static string? StorageService(string type)
    {
        const string Services = "services";
        return type.StartsWith($"{TypeNames.StorageAccount}/", StringComparison.OrdinalIgnoreCase)
            && type.EndsWith(Services, StringComparison.OrdinalIgnoreCase)
            ? type[(TypeNames.StorageAccount.Length + 1)..^Services.Length].ToLowerInvariant()
            : null;
    }

    /// <summary>The word for a number of them.</summary>
    public string Of(int count) => count == 1 ? One : Many;
}
