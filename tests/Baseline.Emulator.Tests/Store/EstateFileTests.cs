using Xunit;

namespace Baseline.Emulator.Tests.Store;

public sealed class EstateFileTests
{
    [Fact]
    public void A_file_that_was_not_changed_is_saved_as_it_was()
    {
        const string File = """
            {
              "formatVersion": "1.7",
              "capturedAt": "2026-11-22T09:00:00Z",
              "source": "azure",
              "x-note": "kept \u00e4 \/ ä",
              "subscriptions": [
                {
                  "id": "/subscriptions/11111111-1111-1111-1111-111111111111",
                  "x": 1.0
                }
              ],
              "resources": [
                {
                  "id": "/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/Z/providers/Foreign.Kind/things/b",
                  "properties": {
                    "n": 1e3,
                    "t": "\u0041<&>",
                    "none": null,
                    "empty": {},
                    "list": []
                  }
                },
                {
                  "id": "/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/A/providers/Foreign.Kind/things/a"
                }
              ],
              "unreadable": []
            }

            """;

        Assert.Equal(File.ReplaceLineEndings("\n"), World.Saved(new World().Load(File)));
    }

    [Fact]
    public void New_resources_follow_sorted_and_reads_change_nothing()
    {
        var world = new World().WithVault().WithAccount();
        var before = World.Saved(world.Load(world.ToJson()));
        world.Get($"{World.Vault}/providers/microsoft.insights/diagnosticSettings");
        world.Get(World.Account);
        var afterReads = World.Saved(world.Emulator);
        foreach (var name in (string[])["zzz", "aaa"])
        {
            var target = $"{World.Group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/{name}";
            world.Send("PUT", target, """{ "location": "westeurope" }""");
        }

        var saved = World.Saved(world.Emulator);
        var names = ArmAssert.Names(System.Text.Json.Nodes.JsonNode.Parse(saved)?["resources"], "name");

        Assert.Equal(before, afterReads);
        Assert.Equal(["kv-pay", "stauditwe", "aaa", "zzz"], names);
        Assert.Equal(saved, World.Saved(world.Load(saved)));
    }

    [Theory]
    [InlineData("[]", "one JSON object")]
    [InlineData("{ \"formatVersion\": ", "not valid JSON at line 1")]
    [InlineData("{ }", "no \"formatVersion\"")]
    [InlineData("{ \"formatVersion\": \"2.0\" }", "format version \"2.0\"")]
    [InlineData("{ \"formatVersion\": \"1.0\", \"resources\": {} }", "\"resources\" of an estate file is an array")]
    [InlineData("{ \"formatVersion\": \"1.0\", \"resources\": [ 1 ] }", "resources[0] is not an object")]
    [InlineData("{ \"formatVersion\": \"1.0\", \"resources\": [ {} ] }", "resources[0] has no \"id\"")]
    [InlineData("{ \"formatVersion\": \"1.0\", \"subscriptions\": [ { \"id\": \"x\" } ] }", "neither a GUID")]
    [InlineData("{ \"formatVersion\": \"1.0\", \"unreadable\": [ { \"id\": \"/a/b\" } ] }", "has no \"status\"")]
    public void A_bad_file_is_refused_with_the_place(string json, string expected)
    {
        var exception = Assert.Throws<EstateFormatException>(() => new World().Load(json));

        Assert.Contains(expected, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_resource_that_stands_twice_is_refused()
    {
        var world = new World().WithVault().WithVault(id: World.Vault.ToUpperInvariant());

        Assert.Contains(
            "stands twice", Assert.Throws<EstateFormatException>(() => world.Emulator).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Foreign_resources_are_served_by_id()
    {
        const string Id = $"{World.Group}/providers/Foreign.Kind/things/t/parts/p";
        var world = new World().WithVault().With($$"""{ "id": "{{Id}}", "name": "p" }""").With(
            $$"""{ "id": "{{World.Group}}/providers/Foreign.Kind/things/t", "name": "t" }""");

        Assert.Equal("p", (string?)ArmAssert.Ok(world.Get(Id))["name"]);
    }
}
