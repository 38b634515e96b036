using System.Text.Json;
using Baseline.Azure;
using Baseline.Controls;
using Baseline.Documents;
using Baseline.Estates;
using Baseline.Json;

namespace Baseline.Plans;

/// <summary>What is judged by, as it will be once changes are made. Pure.</summary>
internal static class PlannedEstate
{
    /// <summary>What a control judges by once these changes are made, each of which is sent whole.</summary>
    /// <param name="document">The document, which says what is in scope of what will be there.</param>
    /// <param name="input">What is judged by as it is.</param>
    /// <param name="drafts">Changes by PUT, no two with the same key.</param>
    public static EvaluationInput After(BaselineDocument document, EvaluationInput input, IEnumerable<ChangeDraft> drafts) =>
        After(document, input, [.. drafts.Select(AsItWillBe)]);

    /// <summary>What a control judges by once there are resources as they will be.</summary>
    /// <param name="document">The document, which says what is in scope of what will be there.</param>
    /// <param name="input">What is judged by as it is.</param>
    /// <param name="resources">The resources, each once.</param>
    public static EvaluationInput After(BaselineDocument document, EvaluationInput input, IReadOnlyList<ObservedResource> resources)
    {
        var estate = input.Estate.Replacing(resources);
        return input with { Estate = estate, Scope = new EstateScope(document.Scope, estate) };
    }

    /// <summary>What a change by PUT leaves, which is sent whole.</summary>
    public static ObservedResource AsItWillBe(ChangeDraft draft) => new(
        ResourceId.Parse(draft.Resource),
        draft.Body is null ? default : JsonSerializer.SerializeToElement(draft.Body, BodyJson.Default.JsonObject));
}
