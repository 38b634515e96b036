using Baseline.Emulator.Store;

namespace Baseline.Emulator.Gateway;

/// <summary>Management locks: ReadOnly refuses every write beneath its scope, CanNotDelete refuses deletes.</summary>
internal sealed class LockRules(Tenant tenant)
{
    public const string LockType = "microsoft.authorization/locks";

    public ArmResponse? Refusal(ArmCall call)
    {
        if (call.IsRead || call.Path.Type == LockType)
        {
            return null;
        }

        var isDelete = call.Method == "DELETE";
        var locked = ScopeLocked(call.Path, isDelete);
        return locked is null ? null : Refuse(call.Path.Text, isDelete ? "delete" : "write", locked);
    }

    /// <summary>What a write to <paramref name="path"/> answers that goes on to a locked resource.</summary>
    public ArmResponse? RefusalOfLinked(ResourcePath path) =>
        ScopeLocked(path, isDelete: false) is { } locked ? Refuse(path.Text, "write", locked) : null;

    private static ArmResponse Refuse(string scope, string operation, string locked) => Answer.Refused(
        409,
        "ScopeLocked",
        $"The scope '{scope}' cannot perform {operation} operation because following scope(s) are locked: '{locked}'. "
        + "Please remove the lock and try again.");

    private string? ScopeLocked(ResourcePath path, bool isDelete)
    {
        foreach (var scope in tenant.ScopesOf(path))
        {
            var locks = tenant.Resources.Under(ResourcePath.Parse(scope), LockType);
            foreach (var found in locks)
            {
                var level = found.Properties["level"].AsText();
                if (level.Same("ReadOnly") || (isDelete && level.Same("CanNotDelete")))
                {
                    return found.Path.Scope.Text;
                }
            }
        }

        return null;
    }
}
