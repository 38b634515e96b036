using Baseline.Controls;
using Baseline.Documents;
using Baseline.Estates;
using Baseline.Plans;
using Baseline.TestKit;
using Xunit;

namespace Baseline.Core.Tests.Estates;

public sealed class ExampleEstateTests
{
    public static TheoryData<string> Examples =>
        [.. Directory.GetDirectories(Repo.PathOf("examples"))
            .Where(path => File.Exists(Path.Combine(path, "estate.json")))
            .Select(path => Path.GetFileName(path))
            .Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Examples))]
    public void An_example_is_written_as_the_tool_writes_it(string example)
    {
        var file = File.ReadAllBytes(Repo.PathOf("examples", example, "estate.json"));

        var result = EstateFile.Read(file, "estate.json");

        Assert.Empty(result.Diagnostics);
        using var again = new MemoryStream();
        EstateFile.Write(Assert.IsType<Estate>(result.Value), again);
        Assert.Equal(file, again.ToArray());
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public void The_plan_of_an_example_survives_its_file(string example)
    {
        var plan = PlanOf(example);

        var read = PlanFile.Read(PlanFile.Write(plan), "plan.json");

        Assert.Empty(read.Diagnostics);
        Assert.Equal(PlanFile.DigestOf(plan), PlanFile.DigestOf(Assert.IsType<Plan>(read.Value)));
        Assert.NotEmpty(plan.Changes);
        Assert.Empty(plan.Exceeded);
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public void What_the_plan_of_an_example_sends_is_what_Azure_describes(string example) =>
        Assert.All(PlanOf(example).Changes, change =>
        {
            var report = ArmBodyValidator.Validate(change.Type, change.ApiVersion, change.Method, change.Body);

            Assert.Empty(report.Problems);
            Assert.Equal(change.ApiVersion, report.ApiVersion);
        });

    private static Plan PlanOf(string example)
    {
        var estate = EstateFile.Read(File.ReadAllBytes(Repo.PathOf("examples", example, "estate.json")), "estate.json").Value;
        var document = new BaselineReader(new FileDocumentSource(Repo.DocumentFolder(example)), ControlCatalogue.Product.All).Read("baseline.yaml");
        Assert.Empty(document.Diagnostics);
        Assert.NotNull(document.Value);
        Assert.NotNull(estate);
        return new Planner(ControlCatalogue.Product).Plan(document.Value, estate, new DateOnly(2026, 11, 22));
    }
}
