using Baseline.TestKit.Loopback;
using Xunit;

namespace Baseline.Arm.Tests.Hostile;

/// <summary>Every kind of write with every kind of wrong answer to the reads before and after it.</summary>
public sealed class ReadsAroundWritesTests
{
    public static TheoryData<string, WrongAnswer> Rows => WriteKinds.WithAnswers;

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task A_wrong_answer_to_the_reads_around_a_write_loses_nothing(string name, WrongAnswer wrong)
    {
        var kind = WriteKinds.All[name];
        await HostileWrite.CheckAsync(kind, wrong, kind.IsReadBy, takesEffect: true);
    }
}
