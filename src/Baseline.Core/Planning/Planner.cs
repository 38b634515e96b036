using Baseline.Documents;
using Baseline.Estates;
using Baseline.Plans;

namespace Baseline.Planning;

/// <summary>Document + estate → plan. Pure: the same inputs give the same plan.</summary>
public static class Planner
{
    /// <summary>Judges everything in scope and computes the changes that bring it into the desired state.</summary>
    /// <param name="document">What must hold.</param>
    /// <param name="estate">What was observed.</param>
    /// <param name="today">The day, in UTC, by which exemptions end.</param>
    public static Plan Plan(BaselineDocument document, Estate estate, DateOnly today) =>
        throw new NotSupportedException($"{document.Name} {estate.Source} {today}");

    /// <summary>What has to be read to judge a document.</summary>
    public static EstateRequest RequestFor(BaselineDocument document) =>
        throw new NotSupportedException(document.Name);
}
