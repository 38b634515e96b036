using System.Text;
using System.Text.Json.Nodes;
using Xunit;

namespace Baseline.Emulator.Tests.Storage;

/// <summary>Policies of containers: what Azure takes, what it refuses, and where they show.</summary>
public sealed class ImmutabilityPolicyTests
{
    private const string Container = $"{World.Account}/blobServices/default/containers/insights-activity-logs";
    private const string Policy = $"{Container}/immutabilityPolicies/default";
    private const string Wanted = """{ "properties": { "immutabilityPeriodSinceCreationInDays": 365, "allowProtectedAppendWrites": true } }""";

    [Fact]
    public void A_policy_shows_in_its_container_until_it_is_deleted()
    {
        var world = Started();

        Assert.Equal("Deleted", (string?)ArmAssert.Ok(world.Get(Policy))["properties"]?["state"]);
        var made = ArmAssert.Ok(world.Send("PUT", Policy, Wanted));
        var within = ArmAssert.Ok(world.Get(Container))["properties"];

        Assert.Equal("Unlocked", (string?)made["properties"]?["state"]);
        Assert.Equal(made["properties"]?.ToJsonString(), within?["immutabilityPolicy"]?["properties"]?.ToJsonString());
        Assert.True((bool?)within?["hasImmutabilityPolicy"]);
        Assert.Equal(200, Delete(world, "*").Status);
        Assert.Equal("Deleted", (string?)ArmAssert.Ok(world.Get(Policy))["properties"]?["state"]);
        Assert.False((bool?)ArmAssert.Ok(world.Get(Container))["properties"]?["hasImmutabilityPolicy"]);
    }

    [Theory]
    [InlineData("""{ "allowProtectedAppendWrites": true }""")]
    [InlineData("""{ "immutabilityPeriodSinceCreationInDays": 0 }""")]
    [InlineData("""{ "immutabilityPeriodSinceCreationInDays": 146001 }""")]
    [InlineData("""{ "immutabilityPeriodSinceCreationInDays": 1.5 }""")]
    [InlineData("""{ "immutabilityPeriodSinceCreationInDays": 1, "allowProtectedAppendWrites": true, "allowProtectedAppendWritesAll": true }""")]
    public void Other_days_and_both_flags_are_refused(string properties) => ArmAssert.Wrapped(
        Started().Send("PUT", Policy, $$"""{ "properties": {{properties}} }"""), 400, "InvalidValuesForRequestParameters");

    [Theory]
    [InlineData("")]
    [InlineData(""", "hasImmutabilityPolicy": true, "immutabilityPolicy": { "properties": { "state": "Locked", "immutabilityPeriodSinceCreationInDays": 1 } }""")]
    public void What_is_locked_stays(string more)
    {
        var world = Started(more);
        var isLocked = more.Length > 0;

        Assert.Equal(isLocked ? 409 : 200, world.Send("PUT", Policy, Wanted).Status);
        Assert.Equal(isLocked ? 409 : 200, Delete(world, "*").Status);
    }

    [Fact]
    public void A_deletion_says_what_it_deletes()
    {
        var world = Started();
        ArmAssert.Wrapped(Delete(world, "*"), 412, "PreconditionFailed");
        var etag = (string?)ArmAssert.Ok(world.Send("PUT", Policy, Wanted))["etag"];

        ArmAssert.Wrapped(world.Send("DELETE", Policy), 400, "MissingRequiredHeader");
        ArmAssert.Wrapped(Delete(world, "\"other\""), 412, "PreconditionFailed");
        Assert.Equal(200, Delete(world, etag ?? "").Status);
    }

    /// <summary>A policy is locked by whoever knows its state, and then stays, but for a longer time, and that five times.</summary>
    [Fact]
    public void A_policy_is_locked_and_extended()
    {
        var world = Started();
        ArmAssert.Wrapped(Post(world, "lock", "*"), 412, "PreconditionFailed");
        var etag = (string?)ArmAssert.Ok(world.Send("PUT", Policy, Wanted))["etag"] ?? "";

        ArmAssert.Wrapped(world.Send("POST", $"{Policy}/lock"), 400, "MissingRequiredHeader");
        ArmAssert.Wrapped(Post(world, "lock", "\"other\""), 412, "PreconditionFailed");
        ArmAssert.Wrapped(Post(world, "extend", etag, 366), 409, "ContainerImmutabilityPolicyFailure");
        Assert.Equal("Locked", (string?)ArmAssert.Ok(Post(world, "lock", etag))["properties"]?["state"]);
        ArmAssert.Wrapped(Post(world, "lock", etag), 412, "PreconditionFailed");
        ArmAssert.Wrapped(Post(world, "lock", "*"), 409, "ContainerImmutabilityPolicyFailure");
        ArmAssert.Wrapped(Post(world, "extend", "*", 365), 409, "ContainerImmutabilityPolicyFailure");
        ArmAssert.Wrapped(Post(world, "extend", "*", 146_001), 400, "InvalidValuesForRequestParameters");
        for (var days = 366; days < 371; days++)
        {
            Assert.Equal(days, (int?)ArmAssert.Ok(Post(world, "extend", "*", days))["properties"]?["immutabilityPeriodSinceCreationInDays"]);
        }

        ArmAssert.Wrapped(Post(world, "extend", "*", 371), 409, "ContainerImmutabilityPolicyFailure");
        var within = ArmAssert.Ok(world.Get(Container))["properties"]?["immutabilityPolicy"];
        Assert.Equal("Locked", (string?)within?["properties"]?["state"]);
        Assert.Equal(
            ["put", "lock", "extend", "extend", "extend", "extend", "extend"],
            (within?["updateHistory"] as JsonArray ?? []).Select(update => (string?)update?["update"]));
        Assert.Equal(6, world.Emulator.Log.Count(exchange => exchange is { Method: "POST", IsWritten: true }));
    }

    /// <summary>An estate file need not say which state of a policy it holds: the answer to a read does.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_policy_of_an_estate_file_can_be_locked(bool isOwn)
    {
        const string State = """{ "state": "Unlocked", "immutabilityPeriodSinceCreationInDays": 7, "allowProtectedAppendWrites": true }""";
        var world = isOwn
            ? Started().With($$"""{ "id": "{{Policy}}", "properties": {{State}} }""")
            : Started($$""", "hasImmutabilityPolicy": true, "immutabilityPolicy": { "properties": {{State}} }""");
        var etag = (string?)ArmAssert.Ok(world.Get(Policy))["etag"] ?? "";

        ArmAssert.Wrapped(Post(world, "lock", "\"other\""), 412, "PreconditionFailed");
        Assert.Equal("Locked", (string?)ArmAssert.Ok(Post(world, "lock", etag))["properties"]?["state"]);
        Assert.Equal(7, (int?)ArmAssert.Ok(world.Get(Policy))["properties"]?["immutabilityPeriodSinceCreationInDays"]);
    }

    [Fact]
    public void There_is_none_without_its_container() =>
        ArmAssert.Wrapped(new World().WithAccount().Send("PUT", Policy, Wanted), 404, "ContainerNotFound");

    [Fact]
    public void A_policy_of_the_estate_file_moves_into_its_container_with_the_first_write()
    {
        var world = Started().With($$"""
            { "id": "{{Policy}}", "properties": { "state": "Unlocked", "immutabilityPeriodSinceCreationInDays": 7 } }
            """);

        ArmAssert.Ok(world.Send("PUT", Policy, Wanted));

        Assert.Equal(365, (int?)ArmAssert.Ok(world.Get(Policy))["properties"]?["immutabilityPeriodSinceCreationInDays"]);
        Assert.DoesNotContain($"\"{Policy}\"", World.Saved(world.Emulator), StringComparison.Ordinal);
    }

    private static World Started(string more = "") => new World().WithAccount()
        .With($$"""{ "id": "{{Container}}", "name": "insights-activity-logs", "properties": { "publicAccess": "None"{{more}} } }""");

    private static ArmResponse Post(World world, string action, string ifMatch, int? days = null) => world.Emulator.Handle(new ArmRequest(
        "POST",
        new Uri($"https://management.azure.com{Policy}/{action}?api-version=2025-06-01"),
        [KeyValuePair.Create("If-Match", ifMatch)],
        Encoding.UTF8.GetBytes(days is null ? "" : $$"""{ "properties": { "immutabilityPeriodSinceCreationInDays": {{days}} } }""")));

    private static ArmResponse Delete(World world, string ifMatch) => world.Emulator.Handle(new ArmRequest(
        "DELETE",
        new Uri($"https://management.azure.com{Policy}?api-version=2025-06-01"),
        [KeyValuePair.Create("If-Match", ifMatch)],
        Encoding.UTF8.GetBytes("")));
}
