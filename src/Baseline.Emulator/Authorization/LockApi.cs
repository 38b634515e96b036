using System.Buffers;
using System.Text.Json.Nodes;
using Baseline.Emulator.Gateway;
using Baseline.Emulator.Store;

namespace Baseline.Emulator.Authorization;

/// <summary>Management locks.</summary>
internal sealed class LockApi(Tenant tenant)
{
    private const string Type = LockRules.LockType;

    private static readonly SearchValues<char> Forbidden = SearchValues.Create("<>%&:?/\\");

    private const int MostLetters = 260;
    private const int MostLettersOfNotes = 512;

    public void AddTo(RouteTable routes)
    {
        routes.OnAll("GET", Type, List);
        routes.On("GET", Type, call => tenant.Resources.Find(call.Path) is { } found
            ? Answer.Ok(found.Body)
            : Answer.Error(404, "LockNotFound", $"The lock '{call.Path.Name}' could not be found."));
        routes.On("PUT", Type, Put);
        routes.On("DELETE", Type, call => Answer.Empty(tenant.Resources.Remove(call.Path) ? 200 : 204));
    }

    // A list shows the locks that hold at a scope, inherited ones too; of a group or subscription also those beneath.
    private ArmResponse List(ArmCall call)
    {
        var scope = call.Path.Scope;
        var above = tenant.ScopesOf(scope).ToHashSet(StringComparer.Ordinal);
        var isWide = (scope.IsSubscription || scope.IsResourceGroup) && !call.Parameter("$filter").Same("atScope()");
        return Answer.List(tenant.Resources.OfType(Type)
            .Where(found => above.Contains(found.Path.Scope.Key) || (isWide && found.Path.IsWithin(scope)))
            .Select(found => found.Body));
    }

    private ArmResponse Put(ArmCall call)
    {
        var level = call.Body.At("properties", "level").AsText();
        if (!level.Same("ReadOnly") && !level.Same("CanNotDelete"))
        {
            return Answer.Error(400, "InvalidLockLevel", $"The lock level '{level}' is not valid.");
        }

        if (call.Path.Name.Length > MostLetters || call.Path.Name.AsSpan().ContainsAny(Forbidden))
        {
            return Answer.Error(400, "InvalidLockName", $"The lock name '{call.Path.Name}' is not valid.");
        }

        if (call.Body.At("properties", "notes").AsText() is { Length: > MostLettersOfNotes })
        {
            return Answer.Error(400, "LockNotesTooLong", $"The notes of a lock have at most {MostLettersOfNotes} characters.");
        }

        var isNew = tenant.Resources.Find(call.Path) is null;
        var body = new JsonObject
        {
            ["properties"] = call.Body["properties"]?.DeepClone(),
            ["id"] = call.Path.Text,
            ["type"] = "Microsoft.Authorization/locks",
            ["name"] = call.Path.Name,
        };
        tenant.Resources.Put(call.Path, body);
        return Answer.Of(isNew ? 201 : 200, body);
    }
}
