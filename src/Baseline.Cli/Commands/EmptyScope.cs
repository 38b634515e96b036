using Baseline.Cli.Estates;
using Baseline.Diagnostics;
using Baseline.Documents;
using Baseline.Estates;

namespace Baseline.Cli.Commands;

/// <summary>
/// A scope in which not one subscription can be seen. Judging it would find nothing wrong, which is what a missing role or the wrong
/// tenant must never look like. Pure.
/// </summary>
internal static class EmptyScope
{
    /// <summary>
    /// What to say where a document covers no subscription that can be seen; null where it does, or names one, or where a management
    /// group could not be read, which is a finding of its own. What the document excludes, or is in no part that was asked for, was
    /// seen.
    /// </summary>
    /// <param name="scope">What the document covers.</param>
    /// <param name="estate">What was read.</param>
    /// <param name="place">Where the estate is.</param>
    public static Diagnostic? Of(ScopeSettings scope, Estate estate, EstateArguments place)
    {
        var seen = new EstateScope(scope, estate);
        return scope.Subscriptions.Count > 0
            || estate.NotAskedFor.Count > 0
            || estate.Subscriptions.Any(subscription => seen.CoversSubscription(subscription.Id))
            || scope.ManagementGroups.Any(group => seen.WhyUnknown(group) is not null)
                ? null
                : Nothing(scope.Tenant ? "The whole tenant is in scope" : $"{Groups(scope)} in scope", place);
    }

    /// <summary>What to say where everything was asked for and not one subscription can be seen; null where one can.</summary>
    /// <param name="estate">What was read.</param>
    /// <param name="place">Where the estate is.</param>
    public static Diagnostic? Of(Estate estate, EstateArguments place) =>
        estate.Subscriptions.Count > 0 ? null : Nothing("Every subscription that can be read was asked for", place);

    private static string Groups(ScopeSettings scope)
    {
        var names = string.Join(", ", scope.ManagementGroups.Select(group => group.Name));
        return scope.ManagementGroups.Count == 1 ? $"Management group {names} is" : $"Management groups {names} are";
    }

    private static Diagnostic Nothing(string wanted, EstateArguments place) => new(
        Severity.Error,
        "BL0015",
        "No subscription is visible",
        $"{wanted}, and not one subscription of it {Where(place)}. Nothing was judged.",
        (place.CapturedFile ?? place.EmulatorFile) is not null
            ? "Name an estate that was captured by somebody who can read the subscriptions, or correct scope in the document."
            : "Check with `az account show` who is signed in, and to which tenant. Whoever it is needs a role with read access on the "
                + "subscriptions, such as the one that `baseline role plan` prints.");

    private static string Where(EstateArguments place) => (place.CapturedFile ?? place.EmulatorFile) is { } file
        ? $"is in \"{file}\""
        : "can be seen by whoever is signed in";
}
