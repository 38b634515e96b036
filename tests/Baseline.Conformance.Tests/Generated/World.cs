using System.Text.Json.Nodes;
using Baseline.Conformance.Tests.Cases;
using CsCheck;

namespace Baseline.Conformance.Tests.Generated;

/// <summary>A document and an estate that nobody thought up, as a case that can be planned and applied.</summary>
internal static class World
{
    /// <summary>How many worlds each property is tried in; BASELINE_WORLDS=N tries more.</summary>
    public static int Count { get; } =
        int.TryParse(Environment.GetEnvironmentVariable("BASELINE_WORLDS"), out var count) ? count : 60;

    private static readonly Gen<Thing[]> Things = Gen.Bool.Array[Enum.GetValues<Thing>().Length]
        .Select(chosen => Enum.GetValues<Thing>().Where((_, index) => chosen[index]).ToArray());

    /// <summary>The world of a number: the same on every machine, so that a failure can be looked at again.</summary>
    public static ConformanceCase Number(int number)
    {
        var random = new PCG(1, (ulong)number + 1);
        var (document, estate) = Gen.Select(GeneratedDocument.Any, GeneratedEstate.Any).Generate(random, null, out _);

        // Drawn last, so that what was drawn before stays as it was.
        if (GeneratedDocument.Monitor007(document).Generate(random, null, out _) is { } activityLog)
        {
            document["controls"]?.AsObject().Add("Monitor-007", activityLog);
        }

        var json = JsonNode.Parse(estate.ToJson()) as JsonObject ?? throw new InvalidOperationException("An estate is an object.");

        // Only of every other world, so that those in which a bug was found stay what they were (SoakTests.Found).
        if (number % 2 != 0)
        {
            Beside.Add(json, Things.Generate(random, null, out _));
        }

        return new ConformanceCase($"world {number}", ConformanceCase.DocumentOf(document), json, [], null);
    }
}
