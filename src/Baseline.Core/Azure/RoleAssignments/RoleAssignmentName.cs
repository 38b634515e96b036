namespace Baseline.Azure.RoleAssignments;

/// <summary>
/// Names of role assignments. They follow from scope, role and principal, so that a grant made twice is one grant and an
/// identity that was recreated gets a new name (docs/azure.md#role-assignments).
/// </summary>
public static class RoleAssignmentName
{
    /// <summary>What a name is made from besides the principal.</summary>
    public static string Seed(string scope, string roleId) => $"{scope}|{roleId}";

    /// <summary>The same of a write that makes an assignment; empty for any other write.</summary>
    public static string SeedOf(ArmWrite write)
    {
        var end = write.Resource.LastIndexOf("/providers/Microsoft.Authorization/", StringComparison.OrdinalIgnoreCase);
        return end < 0 ? "" : Seed(write.Resource[..end], RoleAssignmentType.RoleOf(write.Body));
    }

    /// <summary>The name of a principal's assignment.</summary>
    public static string For(string seed, string principalId) => NameBasedGuid.Create($"{seed}|{principalId}");
}
