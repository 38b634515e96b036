using System.Text.Json;
using Baseline.Azure;
using Baseline.Azure.LifecyclePolicies;
using Baseline.Azure.StorageAccounts;
using Baseline.Controls.StorageAccounts;
using Baseline.Estates;
using Baseline.Json;

namespace Baseline.Controls.LogExport;

/// <summary>
/// What a lifecycle policy of a saved plan may say of the rule that a control has of its own: the rule is the one that the document
/// asks for, or gone where the document lets the log stay forever. Of the rules of other controls those say it.
/// </summary>
/// <param name="requirement">What the control demands.</param>
/// <param name="own">Its rule.</param>
/// <param name="estate">What is there now: whether the account keeps versions, as far as that could be read.</param>
internal sealed class WantedLifecycle(LogRequirement requirement, OwnLifecycleRule own, Estate estate)
{
    /// <summary>Why the write of a policy is not as the document wants it, as a sentence; null when it is.</summary>
    /// <param name="saved">The write, with what it alters of the own rule, or of what no control has a rule for.</param>
    public string? WhyOther(SavedWrite saved)
    {
        var accepted = requirement.Accepted;
        var rules = PolicyRules.Of(saved.Write.Body).FindAll(rule => PolicyRules.NameOf(rule) == own.Name);

        if (saved.Properties.Count == 0)
        {
            return "It changes no lifecycle rule.";
        }

        // As a remediation decides: the rule is only taken away where the log may stay forever.
        if (accepted.AcceptsForever && !requirement.WritesRule)
        {
            return rules.Count == 0
                ? WhyKept(saved) ?? WhyBeside(saved)
                : $"The document lets the {requirement.Log.Name} stay forever, and the rule would delete it.";
        }

        return !requirement.ManageLifecycle || accepted.RuleDays is not { } days
                ? "The document does not let lifecycle rules be written."
            : rules is not [var rule] || !LifecycleDraft.IsOwnRule(rule, own, days)
                ? $"The document asks for a rule that deletes the {requirement.Log.Name} after {AcceptedRetention.In(days)}, "
                    + "and this is another."
            : KeepsVersions(saved.Write) && !LifecycleDraft.DeletesVersions(rule)
                ? "The account keeps versions of what is deleted, and the rule does not delete those."
            : WhyBeside(saved);
    }

    private bool KeepsVersions(ArmWrite write) =>
        ResourceId.Parse(write.Resource).Parent is { } account
        && estate.Find(StorageServices.BlobOf(account)).Resource?.Body.IsTrueAt("properties.isVersioningEnabled") == true;

    /// <summary>A rule that gives days which are accepted is not taken away, although the log may stay forever.</summary>
    private string? WhyKept(SavedWrite saved)
    {
        var days = LifecyclePolicy.DaysPaths.Select(path => $"{own.Path}.{path}")
            .Join(saved.Properties, path => path, property => property.Path, (_, property) => property.Before)
            .Where(before => before.ValueKind == JsonValueKind.Number)
            .Select(before => (long?)before.GetDouble())
            .Min();
        return days is not null && requirement.Accepted.Accepts(days)
            ? $"The document accepts that the {requirement.Log.Name} is deleted after {AcceptedRetention.In(days.Value)}, "
                + "so the rule stays."
            : null;
    }

    /// <summary>All else is put back; a policy is only deleted where no rule is left, and what is beside the rules goes with it.</summary>
    private string? WhyBeside(SavedWrite saved) =>
        saved.Properties.FirstOrDefault(property => !own.Holds(property.Path)
            && (saved.Write.Method != "DELETE" || PolicyRules.IsInRule(property.Path))) is { } other
            ? $"It changes its own lifecycle rule alone, and {other.Path} would be another."
            : null;
}
