using Baseline.Azure;
using Baseline.Controls;

namespace Baseline.Explaining;

/// <summary>Why something that was read has no finding of a control, as far as the control itself tells. Pure.</summary>
/// <param name="control">The control.</param>
/// <param name="judged">What it judges, as in "key vaults".</param>
/// <param name="input">What it judges by.</param>
internal sealed class MissingFinding(IControl control, string judged, EvaluationInput input)
{
    private const string Gone = "BL2004";
    private const string NothingWanted = "BL2047";

    /// <summary>What follows the name of the resource, up to the full stop.</summary>
    /// <param name="id">A resource or subscription that is in the estate.</param>
    public string Of(ResourceId id)
    {
        if (id.SubscriptionId is { } subscription && !input.Scope.CoversSubscription(subscription))
        {
            return "exists, and the scope of the document does not cover its subscription.";
        }

        // Asked for it alone, the control leaves no notice about anything else.
        var notices = control.Evaluate(input with { Only = id }).Notices;
        return notices.Any(notice => notice.Code == Gone && ResourceId.TryParse(notice.Resource, out var gone) && gone == id)
            ? $"was listed and went away while it was read, so that {control.Id} skipped it."
            : notices.FirstOrDefault(notice => notice.Code == NothingWanted) is { } rule
            ? $"exists, and offers none of the categories that the rule for its type names ({rule.Resource}); no later rule is asked."
            : $"exists, and {control.Id} found nothing to judge in it: it judges {judged}, as far as the document asks for them.";
    }
}
