using System.Text.Json.Nodes;
using Baseline.TestKit;
using Xunit;

namespace Baseline.Cli.Tests.FieldCases;

/// <summary>A situation from a public bug report, in a folder of its own: document, estate, and answers that Azure gave.</summary>
internal sealed class FieldCase : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("baseline-case-").FullName;
    private readonly FakeTerminal _terminal;

    public FieldCase(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(folder))
        {
            File.WriteAllBytes(At(Path.GetFileName(file)), File.ReadAllBytes(file));
        }

        _terminal = new FakeTerminal { WorkingDirectory = _root, IsTerminal = false };
        Azure = new AnsweringAzure(File.Exists(At("rules.json")) ? File.ReadAllText(At("rules.json")) : "[]");
    }

    /// <summary>The emulator with the answers of the case before it.</summary>
    public AnsweringAzure Azure { get; }

    /// <summary>What was printed so far, on both streams.</summary>
    public string Printed => $"{_terminal.Output}{_terminal.Error}";

    /// <summary>The folders of the cases by the first part of their names, where they lie beside the repository.</summary>
    public static IReadOnlyDictionary<string, string> All { get; } = FoldersByName();

    public string At(string name) => Path.Combine(_root, name);

    public void Edit(string name, string before, string after)
    {
        var text = File.ReadAllText(At(name));
        Assert.Contains(before, text, StringComparison.Ordinal);
        File.WriteAllText(At(name), text.Replace(before, after, StringComparison.Ordinal));
    }

    /// <summary>Runs a command over the emulator, with the answers of the case; returns the exit code.</summary>
    public Task<int> RunAsync(params string[] args) => _terminal.RunAsync(Azure, [.. args, "--emulator", "estate.json"]);

    /// <summary>Runs a command that opens no estate.</summary>
    public Task<int> RunAloneAsync(params string[] args) => _terminal.RunAsync(args);

    /// <summary>Plans over the captured estate; the exit code is the detailed one.</summary>
    public async Task<(int Code, JsonObject Plan)> PlanAsync(params string[] args)
    {
        var code = await _terminal.RunAsync(["plan", "--estate", "estate.json", "--detailed-exitcode", "--out", "plan.json", .. args]);
        return (code, ReadPlan());
    }

    /// <summary>Plans over the emulator, with the answers of the case.</summary>
    public async Task<(int Code, JsonObject Plan)> PlanLiveAsync()
    {
        var code = await RunAsync("plan", "--detailed-exitcode", "--out", "plan.json");
        return (code, ReadPlan());
    }

    /// <summary>Deletes a vault of the estate as its owners would, and keeps what the emulator makes of it.</summary>
    public Task<int> DeleteAsync(string vault)
    {
        var estate = ReadEstate();
        var id = Resource(estate, vault)["id"]?.GetValue<string>() ?? throw new InvalidOperationException("No id.");
        return Azure.DeleteAsync(At("estate.json"), id);
    }

    /// <summary>Gives the account of the estate another version of its key, and other times, as Azure's rotation does.</summary>
    public void Rotate()
    {
        var estate = ReadEstate();
        var encryption = Resource(estate, "stact")["properties"]?["encryption"]?["keyvaultproperties"]?.AsObject()
            ?? throw new InvalidOperationException("No key.");
        encryption["currentVersionedKeyIdentifier"] = $"{(string?)encryption["keyvaulturi"]}/keys/k/0123456789abcdef0123456789abcdef";
        encryption["lastKeyRotationTimestamp"] = "2026-11-22T10:00:00.0000000Z";
        File.WriteAllText(At("estate.json"), estate.ToJsonString());
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private JsonObject ReadPlan()
    {
        Assert.True(File.Exists(At("plan.json")), Printed);
        return Assert.IsType<JsonObject>(JsonNode.Parse(File.ReadAllText(At("plan.json"))));
    }

    private JsonObject ReadEstate() => Assert.IsType<JsonObject>(JsonNode.Parse(File.ReadAllText(At("estate.json"))));

    private static JsonObject Resource(JsonObject estate, string name) =>
        estate["resources"]?.AsArray().OfType<JsonObject>().Single(resource => (string?)resource["name"] == name || ((string?)resource["id"])?.EndsWith($"/{name}", StringComparison.Ordinal) == true)
        ?? throw new InvalidOperationException($"No {name}.");

    private static Dictionary<string, string> FoldersByName()
    {
        var root = Path.Combine(Path.GetDirectoryName(Repo.Root) ?? "", "shared", "field-cases");
        return Directory.Exists(root)
            ? Directory.EnumerateDirectories(root).ToDictionary(path => Path.GetFileName(path).Split('-')[0], StringComparer.Ordinal)
            : [];
    }
}
