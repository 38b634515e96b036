using System.Text.RegularExpressions;

namespace Baseline.Azure;

/// <summary>A type of resource that a document names by id.</summary>
/// <param name="Type">The type, as Azure writes it.</param>
/// <param name="Noun">What people call it, with its article.</param>
/// <param name="Name">What a name of this type looks like.</param>
/// <param name="NameRule">The same in words.</param>
public sealed record NamedType(string Type, string Noun, Regex Name, string NameRule)
{
    /// <summary>A storage account.</summary>
    public static readonly NamedType StorageAccount = new(
        TypeNames.StorageAccount, "a storage account", AzureNames.StorageAccount(),
        "3 to 24 lower-case letters and digits");

    /// <summary>A Log Analytics workspace.</summary>
    public static readonly NamedType Workspace = new(
        TypeNames.Workspace, "a workspace", AzureNames.Workspace(),
        "4 to 63 letters, digits and hyphens, starting and ending with a letter or digit");

    /// <summary>An authorization rule of an Event Hubs namespace.</summary>
    public static readonly NamedType EventHubRule = new(
        TypeNames.EventHubRule, "an authorization rule of an Event Hubs namespace", AzureNames.EventHubRule(),
        "1 to 50 letters, digits, periods, hyphens and underscores, starting and ending with a letter or digit");

    /// <summary>A key vault.</summary>
    public static readonly NamedType Vault = new(
        TypeNames.Vault, "a key vault", AzureNames.Vault(),
        "3 to 24 letters, digits and single hyphens, starting with a letter and ending with a letter or digit");

    /// <summary>A user-assigned identity.</summary>
    public static readonly NamedType Identity = new(
        TypeNames.Identity, "a user-assigned identity", AzureNames.Identity(),
        "3 to 128 letters, digits, hyphens and underscores, starting with a letter or digit");

    /// <summary>A subnet of a virtual network.</summary>
    public static readonly NamedType Subnet = new(
        TypeNames.Subnet, "a subnet", AzureNames.Subnet(),
        "1 to 80 letters, digits, periods, hyphens and underscores, starting with a letter or digit "
            + "and not ending with a period or hyphen");

    /// <summary>An action group.</summary>
    public static readonly NamedType ActionGroup = new(
        TypeNames.ActionGroup, "an action group", AzureNames.ActionGroup(),
        "1 to 260 characters, none of < > * % & : \\ ? + / #");

    /// <summary>Whether an id is of this type.</summary>
    public bool IsTypeOf(ResourceId id) => id.IsOfType(Type);

    /// <summary>Whether a document can name a resource: it is of this type, and spelled as Azure takes it.</summary>
    public bool CanName(ResourceId id) =>
        IsTypeOf(id) && AzureNames.ResourceInGroup().IsMatch(id.Text) && Name.IsMatch(id.Name);

    /// <summary>An id to learn from.</summary>
    public string Example => $"/subscriptions/SUBSCRIPTION/resourceGroups/GROUP/providers/{WithNames(Type)}";

    /// <summary>Every level of a type has a name of its own.</summary>
    private static string WithNames(string type)
    {
        var parts = type.Split('/');
        return $"{parts[0]}/{string.Join('/', parts.Skip(1).Select(level => $"{level}/NAME"))}";
    }
}
