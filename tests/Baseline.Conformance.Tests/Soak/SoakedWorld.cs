using System.Text.Json.Nodes;
using Baseline.Conformance.Tests.Cases;
using Baseline.Conformance.Tests.Generated;
using Baseline.Controls;
using Baseline.Documents;
using Baseline.TestKit;

namespace Baseline.Conformance.Tests.Soak;

/// <summary>
/// The worlds of a soak: generated ones, and every fifth an example, because no generated world needs the whole chain from an
/// identity to a customer's key.
/// </summary>
internal static class SoakedWorld
{
    private static readonly string[] Examples = ["conformity", "fleet", "landing-zone"];

    public static ConformanceCase Number(int number) =>
        number % 5 != 0 ? World.Number(number) : Example(Examples[number / 5 % Examples.Length]);

    private static ConformanceCase Example(string name)
    {
        var read = new BaselineReader(new FileDocumentSource(Repo.DocumentFolder(name)), ControlCatalogue.Product.All).Read("baseline.yaml");
        var document = read.Value ?? throw new InvalidDataException(string.Join('\n', read.Diagnostics));
        var estate = JsonNode.Parse(File.ReadAllBytes(Repo.PathOf("examples", name, "estate.json"))) as JsonObject
            ?? throw new InvalidDataException("An estate is an object.");
        return new ConformanceCase(name, document, estate, [], null);
    }
}
