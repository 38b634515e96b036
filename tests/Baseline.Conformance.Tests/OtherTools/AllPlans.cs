using System.Collections.Concurrent;
using Baseline.Cli.Formats;
using Baseline.Cli.Output;
using Baseline.Conformance.Tests.Cases;
using Baseline.Controls;
using Baseline.Documents;
using Baseline.Estates;
using Baseline.Plans;
using Baseline.TestKit;

namespace Baseline.Conformance.Tests.OtherTools;

/// <summary>The plans of the examples and of all conformance cases.</summary>
internal static class AllPlans
{
    private static readonly ConcurrentDictionary<string, Plan> Made = new(StringComparer.Ordinal);

    /// <summary>Their names: those of the cases, and <c>example NAME</c>.</summary>
    public static IReadOnlyList<string> Names { get; } =
        ["example fleet", "example conformity", "example landing-zone", .. CaseFile.All().SelectMany(CaseFile.CaseNames)];

    /// <summary>Those that change something, and the one with hostile names, each with its name.</summary>
    public static IEnumerable<(string Name, Plan Plan)> ChangingAndHostile =>
        Names.Select(name => (name, Of(name))).Where(pair => !pair.Item2.IsEmpty).Append(("hostile names", HostilePlan.Plan));

    /// <summary>The plan of a name.</summary>
    public static Plan Of(string name) => Made.GetOrAdd(name, Make);

    /// <summary>A plan, to be shown.</summary>
    public static PlanView View(Plan plan) => new(plan, null, Palette.None, Width: null, Verbose: false)
    {
        Controls = ControlCatalogue.Product.All,
        Types = ControlCatalogue.Product.Types,
    };

    private static Plan Make(string name)
    {
        if (name.Split(' ') is ["example", var example])
        {
            var document = new BaselineReader(new FileDocumentSource(Repo.DocumentFolder(example)), ControlCatalogue.Product.All).Read("baseline.yaml").Value;
            var estate = EstateFile.Read(File.ReadAllBytes(Repo.PathOf("examples", example, "estate.json")), "estate.json").Value;
            return document is null || estate is null
                ? throw new InvalidDataException($"The example {example} can't be read.")
                : new Planner(ControlCatalogue.Product).Plan(document, estate, new DateOnly(2026, 11, 22));
        }

        var one = CaseFile.Load(name);
        return new Planner(ControlCatalogue.Product).Plan(one.Document, one.Estate, one.Today);
    }
}
