using System.Text;
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

    private static ArmResponse Delete(World world, string ifMatch) => world.Emulator.Handle(new ArmRequest(
        "DELETE",
        new Uri($"https://management.azure.com{Policy}?api-version=2025-06-01"),
        [KeyValuePair.Create("If-Match", ifMatch)],
        Encoding.UTF8.GetBytes("")));
}
