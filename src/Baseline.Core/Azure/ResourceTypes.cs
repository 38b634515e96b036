using System.Text.Json;
using Baseline.Azure.AccessPolicies;
using Baseline.Azure.ActivityLogAlerts;
using Baseline.Azure.BlobServices;
using Baseline.Azure.DiagnosticSettings;
using Baseline.Azure.Identities;
using Baseline.Azure.ImmutabilityPolicies;
using Baseline.Azure.LifecyclePolicies;
using Baseline.Azure.Locks;
using Baseline.Azure.ResourceGroups;
using Baseline.Azure.RoleAssignments;
using Baseline.Azure.StorageAccounts;
using Baseline.Azure.VaultKeys;
using Baseline.Azure.Vaults;

namespace Baseline.Azure;

/// <summary>The types that the tool writes to: nothing else is ever written.</summary>
/// <param name="All">All of them.</param>
public sealed record ResourceTypes(IReadOnlyList<IResourceType> All)
{
    /// <summary>The types of this release.</summary>
    /// <param name="ownLifecycleRules">The lifecycle rules of an account that are the tool's.</param>
    public static ResourceTypes Of(IReadOnlyList<OwnLifecycleRule> ownLifecycleRules) => new(
    [
        new DiagnosticSettingType(),
        new LifecyclePolicyType(ownLifecycleRules),
        new StorageAccountType(),
        new VaultType(),
        new VaultKeyType(),
        new AccessPolicyType(),
        new RoleAssignmentType(),
        new IdentityType(),
        new ActivityLogAlertType(),
        new BlobServiceType(),
        new LockType(),
        new ImmutabilityPolicyType(),
        new ResourceGroupType(),
    ]);

    /// <summary>The type of a name, in any letter case; null when the tool does not write to it.</summary>
    public IResourceType? Find(string name) =>
        All.FirstOrDefault(type => type.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>The type of a name; one of which nothing but the name is known when the tool does not write to it.</summary>
    public IResourceType TypeOf(string name) => Find(name) ?? new UnknownType(name);

    /// <summary>What people call resources of a type; the type itself where no word is known.</summary>
    /// <param name="type">The type, in any letter case.</param>
    /// <param name="count">How many there are of it.</param>
    public string NounOf(string type, int count = 1) => (Find(type)?.Noun ?? TypeNoun.OfReadOnly(type))?.Of(count) ?? type;

    /// <summary>The resource whose page in the Azure portal shows a resource; see <see cref="IResourceType.ShownAt"/>.</summary>
    public ResourceId ShownAt(ResourceId id) =>
        Find(id.Type)?.ShownAt(id) is { } shown && shown != id ? ShownAt(shown) : id;

    /// <summary>The id that is read to see what a write is about.</summary>
    /// <param name="type">The type written to.</param>
    /// <param name="resource">The id written to.</param>
    public string ReadAt(string type, string resource) => Find(type)?.ReadAt(resource) ?? resource;

    /// <summary>What takes one write at a time; see <see cref="IResourceType.LockScope"/>.</summary>
    /// <param name="type">The type written to.</param>
    /// <param name="resource">The id written to.</param>
    public string LockScopeOf(string type, string resource) => Find(type)?.LockScope(resource) ?? LockScope.Of(resource);

    /// <summary>Why the tool never sends such a write, whatever is there, as a sentence; null when it may.</summary>
    public string? WhyNeverSent(ArmWrite write)
    {
        if (Find(write.Type) is not { } type)
        {
            return $"It does not write to resources of type {write.Type}.";
        }

        if (!ResourceId.TryParse(write.Resource, out var id) || !type.IsWrittenAt(id))
        {
            return $"{write.Resource} is not of type {type.Name}.";
        }

        return write.ApiVersion == type.ApiVersion
            ? type.WhyNeverSent(write)
            : $"It writes to {type.Name} with api-version {type.ApiVersion}, not {write.ApiVersion}.";
    }

    /// <summary>
    /// Why the tool never sends a write over what is there, as a sentence; null when it may, and for a type it does not
    /// know.
    /// </summary>
    /// <param name="write">The write, without references.</param>
    /// <param name="live">The live document; undefined when there is none.</param>
    public string? WhyNotOver(ArmWrite write, JsonElement live) => Find(write.Type)?.WhyNotOver(write, live);

    private sealed class UnknownType(string name) : IResourceType
    {
        public string Name => name;

        public string ApiVersion => "";

        public string WhyNeverSent(ArmWrite write) => $"It does not write to resources of type {name}.";

        public UndoStep Undo(RecordedWrite recorded, JsonElement live, UndoSurroundings surroundings) =>
            UndoStep.Leave($"How {name} is taken back is not known.");
    }
}
