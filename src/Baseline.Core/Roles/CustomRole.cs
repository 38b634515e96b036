using Baseline.Azure;

namespace Baseline.Roles;

/// <summary>A custom role of Azure: what its holder may do, and where it can be assigned.</summary>
/// <param name="Purpose">What it is for, in one word: plan, apply, destinations or undo.</param>
/// <param name="Name">Its name, which must be the only one in the tenant.</param>
/// <param name="Description">Who needs it and where to assign it.</param>
/// <param name="Actions">Control-plane actions, sorted; there are no data actions.</param>
/// <param name="Scopes">Management groups and subscriptions in which it can be assigned; empty for the tenant's root group.</param>
public sealed record CustomRole(
    string Purpose, string Name, string Description, IReadOnlyList<string> Actions, IReadOnlyList<ResourceId> Scopes)
{
    /// <summary>The only resources at which it is to be assigned; null: at everything in scope.</summary>
    public IReadOnlyList<ResourceId>? Targets { get; init; }
}
