using Baseline.Azure;

namespace Baseline.Arm.Resources;

/// <summary>A type that is read.</summary>
/// <param name="Name">The type as its addresses spell it, such as <c>Microsoft.KeyVault/vaults</c>.</param>
/// <param name="ApiVersion">The api-version of its reads.</param>
internal sealed record ReadType(string Name, string ApiVersion)
{
    /// <summary>
    /// The path of the list of all resources of this type that an owner has: a subscription, a group, or the resource that this
    /// type belongs to or extends.
    /// </summary>
    public ResourceId ListIn(ResourceId owner) =>
        Name.StartsWith($"{owner.Type}/", StringComparison.OrdinalIgnoreCase)
            ? owner.Child(Name[(owner.Type.Length + 1)..])
            : owner.Child($"providers/{Name}");
}
