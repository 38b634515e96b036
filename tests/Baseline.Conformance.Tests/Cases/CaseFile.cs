using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Baseline.TestKit;

namespace Baseline.Conformance.Tests.Cases;

/// <summary>The case files under <c>tests/conformance</c>; its README says how they are written.</summary>
internal static class CaseFile
{
    private static readonly SharedParts Shared = SharedParts.Load();

    // Ten tests look at each case, and nobody writes to what they look at.
    private static readonly ConcurrentDictionary<string, JsonObject> Files = new(StringComparer.Ordinal);
    private static readonly ConcurrentDictionary<string, ConformanceCase> Cases = new(StringComparer.Ordinal);

    /// <summary>All case files, as paths below <c>tests/conformance</c>.</summary>
    public static IEnumerable<string> All() =>
        Directory.EnumerateFiles(Repo.PathOf("tests", "conformance"), "*.yaml", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Repo.PathOf("tests", "conformance"), path).Replace('\\', '/'))
            .Where(path => path != "shared.yaml")
            .Order(StringComparer.Ordinal);

    /// <summary>The cases of a file: its path and their titles.</summary>
    public static IEnumerable<string> CaseNames(string file) =>
        CasesOf(Read(file)).Select(one => $"{file}: {Title(one)}");

    /// <summary>The rows of the specification that a file is about.</summary>
    public static IEnumerable<string> Rows(string file) =>
        (Read(file)["rows"] as JsonArray ?? []).Select(row => (string?)row ?? "");

    /// <summary>One case of a file.</summary>
    public static ConformanceCase Load(string name) => Cases.GetOrAdd(name, Assemble);

    private static ConformanceCase Assemble(string name)
    {
        var file = Read(name[..name.IndexOf(':', StringComparison.Ordinal)]);
        var one = CasesOf(file).Single(item => name.EndsWith($": {Title(item)}", StringComparison.Ordinal));
        var baseline = Part(file, one, "baseline");
        var estate = EstateParts.ToFile(Part(file, one, "estate"));
        return new ConformanceCase(
            name,
            ConformanceCase.DocumentOf(baseline),
            estate,
            Map(Shared.Expand(one["expect"]), "expect"),
            (string?)(one["capturedOnly"] ?? file["capturedOnly"]));
    }

    private static IEnumerable<JsonObject> CasesOf(JsonObject file) =>
        file["cases"] is JsonArray cases ? cases.OfType<JsonObject>() : [file];

    private static string Title(JsonObject item) =>
        (string?)item["title"] ?? throw new InvalidDataException("A case has a title.");

    /// <summary>What a case says, over what its file says, over what is always so.</summary>
    private static JsonObject Part(JsonObject file, JsonObject one, string member)
    {
        var result = Map(Shared.Expand(new JsonObject { ["like"] = member }), member);
        foreach (var part in ReferenceEquals(file, one) ? [file] : (JsonObject[])[file, one])
        {
            var expanded = Map(Shared.Expand(part[member]) ?? new JsonObject(), member);
            ForgetReplaced(result, expanded, part[member]?["resources"] as JsonObject ?? []);
            result = SharedParts.Over(result, expanded);
        }

        return result;
    }

    /// <summary>A resource that a case builds from a template anew owes nothing to the file's.</summary>
    private static void ForgetReplaced(JsonObject below, JsonObject expanded, JsonObject written)
    {
        var ids = (expanded["resources"] as JsonObject ?? []).Select(entry => entry.Key);
        foreach (var (id, body) in ids.Zip(written.Select(entry => entry.Value)))
        {
            if (body is JsonObject map && map.ContainsKey("like"))
            {
                (below["resources"] as JsonObject)?.Remove(id);
            }
        }
    }

    private static JsonObject Map(JsonNode? node, string what) =>
        node as JsonObject ?? throw new InvalidDataException($"\"{what}\" is a mapping.");

    private static JsonObject Read(string file) =>
        Files.GetOrAdd(file, static name => YamlJson.Read(Repo.PathOf("tests", "conformance", name)));
}
