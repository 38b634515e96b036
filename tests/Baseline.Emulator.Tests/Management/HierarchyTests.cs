using Xunit;

namespace Baseline.Emulator.Tests.Management;

public sealed class HierarchyTests
{
    private const string Groups = "/providers/Microsoft.Management/managementGroups";

    private static World TwoSubscriptions() =>
        new World().WithSubscription(World.Subscription(World.OtherSub, ["root"]));

    [Fact]
    public void Subscriptions_are_listed_with_a_count_object()
    {
        var world = TwoSubscriptions().WithUnreadable($"/subscriptions/{World.OtherSub}", 403, "AuthorizationFailed");

        var list = ArmAssert.Ok(world.Get("/subscriptions"));

        Assert.Equal([World.Sub], ArmAssert.Names(list["value"], "subscriptionId"));
        Assert.Equal("""{"type":"Total","value":1}""", list["count"]?.ToJsonString());
    }

    [Fact]
    public void Groups_come_from_the_chains_of_the_subscriptions()
    {
        var world = TwoSubscriptions();

        Assert.Equal(["contoso", "root"], ArmAssert.Names(ArmAssert.Ok(world.Get(Groups))["value"], "name"));
        Assert.Equal(
            $"{Groups}/root",
            (string?)ArmAssert.Ok(world.Get($"{Groups}/contoso"))["properties"]?["details"]?["parent"]?["id"]);
        ArmAssert.Wrapped(world.Get($"{Groups}/none"), 404, "NotFound");
    }

    [Fact]
    public void Descendants_are_paged()
    {
        var world = TwoSubscriptions();
        world.Options = options => options with { PageSize = 2 };

        var first = ArmAssert.Ok(world.Get($"{Groups}/root/descendants"));
        var second = ArmAssert.Ok(world.Emulator.Handle(ArmRequest.Create("GET", (string?)first["nextLink"] ?? "")));

        Assert.Equal(
            ["contoso", World.OtherSub, World.Sub],
            ArmAssert.Names(first["value"], "name").Concat(ArmAssert.Names(second["value"], "name")));
        Assert.Null(second["nextLink"]);
    }

    [Fact]
    public void A_group_expands_its_children()
    {
        var group = ArmAssert.Ok(TwoSubscriptions().Get($"{Groups}/root?$expand=children&$recurse=true"));

        Assert.Equal(["contoso", World.OtherSub], ArmAssert.Names(group["properties"]?["children"], "name"));
        Assert.Equal([World.Sub], ArmAssert.Names(group["properties"]?["children"]?[0]?["children"], "name"));
    }

    [Fact]
    public void Providers_are_registered_unless_the_estate_says_otherwise() => Assert.Equal(
        "Registered",
        (string?)ArmAssert.Ok(new World().Get($"/subscriptions/{World.Sub}/providers/Microsoft.Insights"))["registrationState"]);

    [Fact]
    public void A_group_exists_when_a_resource_lies_in_it()
    {
        ArmAssert.Ok(new World().WithVault().Get(World.Group));
        ArmAssert.Wrapped(new World().Get(World.Group), 404, "ResourceGroupNotFound");
        ArmAssert.Ok(new World().Send("PUT", World.Group, """{ "location": "westeurope" }"""), 201);
    }
}
