using Xunit;

namespace Baseline.Emulator.Tests.Authorization;

public sealed class RoleAssignmentTests
{
    private const string Assignments = $"{World.Vault}/providers/Microsoft.Authorization/roleAssignments";
    private const string One = Assignments + "/66666666-6666-6666-6666-666666666661";
    private const string Two = Assignments + "/66666666-6666-6666-6666-666666666662";

    private static World Known() => new World().WithVault().WithIdentity();

    private static string Body(string principal = World.Principal) => $$"""
        { "properties": { "roleDefinitionId": "{{World.WrapRole}}", "principalId": "{{principal}}" } }
        """;

    private static string With(string body, string member, string value) =>
        body.Replace("\"principalId\"", $"\"{member}\": \"{value}\", \"principalId\"", StringComparison.Ordinal);

    [Fact]
    public void A_new_assignment_answers_201_with_explicit_nulls()
    {
        var world = Known();

        var put = ArmAssert.Ok(world.Send("PUT", One, Body()), 201)["properties"];
        var get = ArmAssert.Ok(world.Get(One))["properties"];

        Assert.Equal(
            ["roleDefinitionId", "principalId", "principalType", "scope", "condition", "conditionVersion", "createdOn",
                "updatedOn", "createdBy", "updatedBy", "delegatedManagedIdentityResourceId", "description"],
            put?.AsObject().Select(member => member.Key) ?? []);
        Assert.Null(put?["createdBy"]);
        Assert.NotNull(get?["createdBy"]);
    }

    [Fact]
    public void The_same_assignment_again_answers_200()
    {
        var world = Known();

        Assert.Equal([201, 200], Enumerable.Range(1, 2).Select(_ => world.Send("PUT", One, Body()).Status));
    }

    [Fact]
    public void The_same_grant_under_another_name_is_a_conflict()
    {
        var world = Known();
        world.Send("PUT", One, Body());

        ArmAssert.Wrapped(world.Send("PUT", Two, Body()), 409, "RoleAssignmentExists");
    }

    [Fact]
    public void The_principal_of_an_assignment_can_not_change()
    {
        var world = Known();
        world.Send("PUT", One, Body());

        var answer = world.Send("PUT", One, Body("88888888-8888-8888-8888-888888888888"));

        ArmAssert.Wrapped(answer, 400, "RoleAssignmentUpdateNotPermitted");
    }

    [Fact]
    public void An_unknown_principal_is_refused_and_printed_without_dashes()
    {
        var message = ArmAssert.Wrapped(
            Known().Send("PUT", One, Body("88888888-8888-8888-8888-888888888888")), 400, "PrincipalNotFound");

        Assert.StartsWith("Principal 88888888888888888888888888888888 does not exist", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_new_principal_takes_a_few_tries()
    {
        var world = new World().WithVault();
        world.Options = options => options with { PropagationTries = 2 };
        var made = ArmAssert.Ok(world.Send("PUT", World.IdentityPath, """{ "location": "westeurope" }"""), 201);
        var body = Body((string?)made["properties"]?["principalId"] ?? "");

        Assert.Equal([400, 400, 201], Enumerable.Range(1, 3).Select(_ => world.Send("PUT", One, body).Status));
    }

    [Theory]
    [InlineData(null, false, new[] { 400, 201 })]
    [InlineData("ServicePrincipal", false, new[] { 400, 201 })]
    [InlineData("ServicePrincipal", true, new[] { 201, 200 })]
    [InlineData(null, true, new[] { 400, 201 })]
    public void A_named_principal_type_may_spare_the_wait(string? type, bool skips, int[] statuses)
    {
        var world = new World().WithVault();
        world.Options = options => options with { PrincipalTries = 1, PrincipalTypeSkipsCheck = skips };
        var made = ArmAssert.Ok(world.Send("PUT", World.IdentityPath, """{ "location": "westeurope" }"""), 201);
        var body = Body((string?)made["properties"]?["principalId"] ?? "");
        body = type is null ? body : With(body, "principalType", type);

        Assert.Equal(statuses, statuses.Select(_ => world.Send("PUT", One, body).Status));
    }

    [Theory]
    [InlineData("User", "UnmatchedPrincipalType")]
    [InlineData("Group", "UnmatchedPrincipalType")]
    [InlineData("Robot", "InvalidPrincipalType")]
    public void An_identity_is_a_service_principal(string type, string code) => ArmAssert.Wrapped(
        Known().Send("PUT", One, With(Body(), "principalType", type)), 400, code);

    [Fact]
    public void The_name_of_an_assignment_is_taken_at_every_scope()
    {
        var world = Known().WithAccount();
        world.Send("PUT", One, Body());

        var elsewhere = One.Replace(World.Vault, World.Account, StringComparison.Ordinal);

        ArmAssert.Wrapped(world.Send("PUT", elsewhere, Body()), 409, "HashConflictOnDifferentRoleAssignmentIds");
    }

    [Fact]
    public void The_description_of_an_assignment_can_change()
    {
        var world = Known();
        world.Send("PUT", One, Body());

        ArmAssert.Ok(world.Send("PUT", One, With(Body(), "description", "why")));

        Assert.Equal("why", (string?)ArmAssert.Ok(world.Get(One))["properties"]?["description"]);
    }

    [Fact]
    public void Built_in_roles_and_those_of_the_estate_are_served()
    {
        const string Roles = $"/subscriptions/{World.Sub}/providers/Microsoft.Authorization/roleDefinitions";
        var world = Known().With($$"""
            { "id": "{{Roles}}/66666666-6666-6666-6666-666666666669", "name": "66666666-6666-6666-6666-666666666669",
              "properties": { "roleName": "Log Keeper", "type": "CustomRole" } }
            """);

        ArmAssert.Ok(world.Get(World.WrapRole));
        var named = ArmAssert.Ok(world.Get($"{Roles}?$filter=roleName eq 'Key Vault Crypto Service Encryption User'"))["value"];
        Assert.Equal(["e147488a-f6f5-4113-8e2d-b22465e65bf6"], ArmAssert.Names(named, "name"));
        var custom = ArmAssert.Ok(world.Get($"{Roles}?$filter=type eq 'CustomRole'"))["value"];
        Assert.Equal(["66666666-6666-6666-6666-666666666669"], ArmAssert.Names(custom, "name"));
        ArmAssert.Wrapped(world.Get(Roles + "/66666666-6666-6666-6666-666666666660"), 404, "RoleDefinitionDoesNotExist");
    }

    [Theory]
    [InlineData("", new[] { "1", "2", "3" })]
    [InlineData("&$filter=atScope()", new[] { "1", "2" })]
    [InlineData("&$filter=principalId eq '33333333-3333-3333-3333-333333333333'", new[] { "1", "3" })]
    [InlineData("&$filter=assignedTo('33333333-3333-3333-3333-333333333333')", new[] { "1", "3" })]
    public void A_list_shows_what_holds_at_a_scope(string filter, string[] expected)
    {
        var world = Known();
        Seed(world, World.Vault, 1, World.Principal);
        Seed(world, "/providers/Microsoft.Management/managementGroups/contoso", 2, "88888888-8888-8888-8888-888888888888");
        Seed(world, World.Vault + "/keys/key1", 3, World.Principal);
        Seed(world, World.Account, 4, World.Principal);

        var list = ArmAssert.Ok(world.Get($"{Assignments}?x=1{filter}"))["value"];

        Assert.Equal(expected, ArmAssert.Names(list, "tag"));
    }

    [Fact]
    public void Deleting_answers_with_what_was_deleted()
    {
        var world = Known();
        world.Send("PUT", One, Body());

        Assert.NotNull(ArmAssert.Ok(world.Send("DELETE", One))["properties"]);
        Assert.Equal(204, world.Send("DELETE", One).Status);
        ArmAssert.Wrapped(world.Get(One), 404, "RoleAssignmentNotFound");
    }

    private static void Seed(World world, string scope, int number, string principal) => world.With($$"""
        { "id": "{{scope}}/providers/Microsoft.Authorization/roleAssignments/66666666-6666-6666-6666-66666666666{{number}}",
          "tag": "{{number}}", "properties": { "principalId": "{{principal}}", "roleDefinitionId": "{{World.WrapRole}}" } }
        """);
}
