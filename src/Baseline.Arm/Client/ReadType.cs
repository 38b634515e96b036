using Baseline.Azure;

namespace Baseline.Arm.Client;

/// <summary>A type that is read.</summary>
/// <param name="Name">The type, such as <c>Microsoft.KeyVault/vaults</c>.</param>
/// <param name="ApiVersion">The api-version of its reads.</param>
internal sealed record ReadType(string Name, string ApiVersion)
{
    /// <summary>
    /// The path of the list of all resources of a type that an owner has: a subscription, a group, or the resource that the type
    /// belongs to or extends.
    /// </summary>
    /// <param name="type">The type as the path is to spell it.</param>
    /// <param name="owner">The owner.</param>
    public static ResourceId ListOf(string type, ResourceId owner) =>
        type.StartsWith($"{owner.Type}/", StringComparison.OrdinalIgnoreCase)
            ? owner.Child(type[(owner.Type.Length + 1)..])
            : owner.Child($"providers/{TypeNames.InIds(type)}");
}
