using Baseline.Azure;

namespace Baseline.Arm.Client;

/// <summary>
/// The table of types that are read. A type that the tool writes is read with the api-version that it is written with, so that a
/// plan compares like with like. What belongs to a type is read with the version of that type, unless it stands here itself.
/// </summary>
/// <param name="written">The types that are written.</param>
internal sealed class ReadTypes(ResourceTypes written)
{
    /// <summary>The registration of a provider in a subscription.</summary>
    public const string Provider = TypeNames.Provider;

    // Each with the api-version of its reads, or with the type whose version it shares.
    private static readonly Dictionary<string, string> Table = new(StringComparer.OrdinalIgnoreCase)
    {
        [TypeNames.Subscription] = "2022-12-01",
        [Provider] = "2022-12-01",
        [TypeNames.ManagementGroup] = "2021-04-01",
        [TypeNames.Lock] = "2020-05-01",
        [TypeNames.ManagedHsm] = TypeNames.Vault,
        [TypeNames.DeletedVault] = TypeNames.Vault,
        [TypeNames.LogProfile] = "2016-03-01",
        [TypeNames.LogCategory] = TypeNames.DiagnosticSetting,
        [TypeNames.DataCollectionRule] = "2024-03-11",
        [TypeNames.DataCollectionRuleAssociation] = "2024-03-11",
        [TypeNames.ActionGroup] = "2023-01-01",
        [TypeNames.StorageTask] = "2023-01-01",
        [TypeNames.Workspace] = "2025-07-01",
        [TypeNames.EventHubNamespace] = "2024-01-01",
    };

    /// <summary>A type by its name, in any letter case; null for one that is not known here.</summary>
    public ReadType? Find(string name) =>
        written.Find(name) is { } type ? new ReadType(name, type.ApiVersion)
        : Table.GetValueOrDefault(name) is { } known ? new ReadType(name, VersionOf(known))
        : Above(name) is { } outer && Find(outer) is { } owner ? owner with { Name = name }
        : null;

    private string VersionOf(string known) => written.Find(known)?.ApiVersion ?? known;

    /// <summary>The type that a type belongs to; null for one that belongs to none.</summary>
    private static string? Above(string name) =>
        name.Count(letter => letter == '/') > 1 ? name[..name.LastIndexOf('/')] : null;
}
