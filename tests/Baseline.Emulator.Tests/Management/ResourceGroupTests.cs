using Xunit;

namespace Baseline.Emulator.Tests.Management;

public sealed class ResourceGroupTests
{
    private const string Groups = $"/subscriptions/{World.Sub}/resourceGroups";
    private const string New = Groups + "/rg-new";

    [Fact]
    public void A_new_group_keeps_its_location_and_is_saved_though_it_is_empty()
    {
        var world = new World();

        ArmAssert.Ok(world.Send("PUT", New, """{ "location": "northeurope", "tags": { "a": "b" } }"""), 201);
        ArmAssert.Ok(world.Send("PUT", New, """{ "location": "North Europe" }"""));
        ArmAssert.Wrapped(world.Send("PUT", New, """{ "location": "westus" }"""), 409, "InvalidResourceGroupLocation");

        var later = world.Load(World.Saved(world.Emulator));
        var got = ArmAssert.Ok(later.Handle(ArmRequest.Create("GET", New + "?api-version=2022-12-01")));
        Assert.Equal("northeurope", (string?)got["location"]);
        Assert.Equal(204, world.Send("HEAD", New).Status);
        Assert.Equal(404, world.Send("HEAD", New + "x").Status);
    }

    [Fact]
    public void Listed_and_implied_groups_are_listed_with_their_regions()
    {
        var world = new World().WithAccount(location: "swedencentral")
            .With($$"""{ "id": "{{New}}", "name": "rg-new", "location": "eastus" }""");

        var rows = ArmAssert.Ok(world.Get(Groups))["value"];

        Assert.Equal(["rg-logs", "rg-new"], ArmAssert.Names(rows, "name"));
        Assert.Equal(["swedencentral", "eastus"], ArmAssert.Names(rows, "location"));
        ArmAssert.Wrapped(world.Get(Groups + "/none"), 404, "ResourceGroupNotFound");
    }

    [Fact]
    public void Locations_and_tenants_are_served()
    {
        var world = new World();

        Assert.Contains("westeurope", ArmAssert.Names(
            ArmAssert.Ok(world.Get($"/subscriptions/{World.Sub}/locations"))["value"], "name"));
        Assert.Equal([World.Tenant], ArmAssert.Names(ArmAssert.Ok(world.Get("/tenants"))["value"], "tenantId"));
    }

    [Fact]
    public void Workspaces_and_event_hubs_of_the_estate_can_be_read()
    {
        const string Workspace = $"{World.Group}/providers/Microsoft.OperationalInsights/workspaces/log";
        const string Hub = $"{World.Group}/providers/Microsoft.EventHub/namespaces/hub";
        var world = new World()
            .With($$"""{ "id": "{{Workspace}}", "name": "log", "location": "westeurope" }""")
            .With($$"""{ "id": "{{Hub}}", "name": "hub", "location": "westeurope" }""")
            .With($$"""{ "id": "{{Hub}}/authorizationRules/send", "name": "send" }""");

        ArmAssert.Ok(world.Get(Workspace));
        ArmAssert.Wrapped(world.Get(Workspace + "x"), 404, "ResourceNotFound");
        Assert.Equal(["log"], ArmAssert.Names(ArmAssert.Ok(
            world.Get($"/subscriptions/{World.Sub}/providers/Microsoft.OperationalInsights/workspaces"))["value"], "name"));
        Assert.Equal(
            ["RootManageSharedAccessKey", "send"],
            ArmAssert.Names(ArmAssert.Ok(world.Get(Hub + "/authorizationRules"))["value"], "name"));
        ArmAssert.Ok(world.Get(Hub + "/authorizationRules/RootManageSharedAccessKey"));
        ArmAssert.Wrapped(world.Get(Hub + "/authorizationRules/none"), 404, "ResourceNotFound");
    }

    [Theory]
    [InlineData("Microsoft.KeyVault/vaults", "2023-07-01")]
    [InlineData("Microsoft.Storage/storageAccounts", "2023-05-01")]
    [InlineData("Microsoft.ManagedIdentity/userAssignedIdentities", "2023-01-31")]
    public void Top_is_honoured_and_kept_in_the_link(string type, string version)
    {
        var world = new World();
        for (var number = 0; number < 3; number++)
        {
            world.With($$"""{ "id": "{{World.Group}}/providers/{{type}}/n{{number}}", "name": "n{{number}}" }""");
        }

        var names = new List<string[]>();
        string? link = $"/subscriptions/{World.Sub}/providers/{type}?$top=2&api-version={version}";
        while (link is not null)
        {
            var page = ArmAssert.Ok(world.Emulator.Handle(ArmRequest.Create("GET", link)));
            names.Add(ArmAssert.Names(page["value"], "name"));
            link = (string?)page["nextLink"];
            Assert.True(link is null || Uri.UnescapeDataString(link).Contains("$top=2", StringComparison.Ordinal));
        }

        Assert.Equal([["n0", "n1"], ["n2"]], names.Where(page => page.Length > 0));
    }
}
