using Baseline.Controls;
using Baseline.Plans;

namespace Baseline.Core.Tests.Applying;

/// <summary>Plans of a few writes to things that no control knows.</summary>
internal static class TestPlans
{
    /// <summary>A PUT, as it was planned over the document before.</summary>
    /// <param name="id">The change's id.</param>
    /// <param name="resource">What is written to.</param>
    /// <param name="before">The live document; null where there was none.</param>
    /// <param name="after">The body.</param>
    /// <param name="type">The type of the resource.</param>
    public static Change Put(string id, string resource, string? before, string after, string type = "Test.Kind/things")
    {
        var live = before is null ? default : MemoryWriter.Json(before);
        var change = new Change
        {
            Id = id,
            Action = before is null ? ChangeAction.Create : ChangeAction.Update,
            Resource = resource,
            Type = type,
            ApiVersion = "2026-01-01",
            Method = "PUT",
            Body = MemoryWriter.Json(after),
            Properties = [],
            DependsOn = [],
            Because = [],
            Precondition = "",
            Irreversible = false,
        };
        return change with
        {
            Precondition = Precondition.Digest(change, live, ControlCatalogue.Product.Types),
            Properties = new ResourceNormalizer(ControlCatalogue.Product.Types).Differences(change, live),
        };
    }

    /// <summary>The plan of these changes alone.</summary>
    public static Plan PlanOf(params Change[] changes) => new()
    {
        Baseline = new PlanBaseline("test", "sha256:0"),
        Estate = new PlanEstate("test", null),
        Judged = 0,
        Findings = [],
        Changes = changes,
        Notices = [],
        Exceeded = [],
    };
}
