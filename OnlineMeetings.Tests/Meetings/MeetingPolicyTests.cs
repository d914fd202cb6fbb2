using OnlineMeetings.Meetings;

namespace OnlineMeetings.Tests.Meetings;

/// <summary>Who may do what, written out: every role × every setting. The table is the rule; the code follows it.</summary>
public sealed class MeetingPolicyTests
{
    private const int Version = 3;

    private static readonly PersonId _organizer = PersonId.New();

    public enum Role
    {
        Stranger,
        Guest,
        Member,
        Organizer,
    }

    public enum Proof
    {
        None,
        OldPassword,
        Password,

        /// <summary>Holds the room's token, without the password of now.</summary>
        Inside,
    }

    // role, proof → entrance with [no password, guests off] [no password, guests on] [password, guests off] [password, guests on]
    private static readonly (Role Role, Proof Proof, Entrance[] Entrances)[] _entrances =
    [
        (Role.Stranger, Proof.None, [Entrance.SignIn, Entrance.Name, Entrance.SignIn, Entrance.Password]),
        (Role.Guest, Proof.None, [Entrance.SignIn, Entrance.Open, Entrance.SignIn, Entrance.Password]),
        (Role.Guest, Proof.OldPassword, [Entrance.SignIn, Entrance.Open, Entrance.SignIn, Entrance.Password]),
        (Role.Guest, Proof.Password, [Entrance.SignIn, Entrance.Open, Entrance.SignIn, Entrance.Open]),
        (Role.Guest, Proof.Inside, [Entrance.SignIn, Entrance.Open, Entrance.SignIn, Entrance.Open]),
        (Role.Member, Proof.None, [Entrance.Open, Entrance.Open, Entrance.Password, Entrance.Password]),
        (Role.Member, Proof.OldPassword, [Entrance.Open, Entrance.Open, Entrance.Password, Entrance.Password]),
        (Role.Member, Proof.Password, [Entrance.Open, Entrance.Open, Entrance.Open, Entrance.Open]),
        (Role.Member, Proof.Inside, [Entrance.Open, Entrance.Open, Entrance.Open, Entrance.Open]),
        (Role.Organizer, Proof.None, [Entrance.Open, Entrance.Open, Entrance.Open, Entrance.Open]),
        (Role.Organizer, Proof.OldPassword, [Entrance.Open, Entrance.Open, Entrance.Open, Entrance.Open]),
        (Role.Organizer, Proof.Password, [Entrance.Open, Entrance.Open, Entrance.Open, Entrance.Open]),
        (Role.Organizer, Proof.Inside, [Entrance.Open, Entrance.Open, Entrance.Open, Entrance.Open]),
    ];

    // permission → who may upload, once inside
    private static readonly Dictionary<UploadPermission, Role[]> _uploaders = new()
    {
        [UploadPermission.Organizer] = [Role.Organizer],
        [UploadPermission.SignedIn] = [Role.Organizer, Role.Member],
        [UploadPermission.Anyone] = [Role.Organizer, Role.Member, Role.Guest],
    };

    public static TheoryData<Role, Proof, bool, bool, UploadPermission, Entrance> EveryCase()
    {
        var cases = new TheoryData<Role, Proof, bool, bool, UploadPermission, Entrance>();
        foreach (var (role, proof, entrances) in _entrances)
        {
            foreach (var uploads in Enum.GetValues<UploadPermission>())
            {
                for (var i = 0; i < entrances.Length; i++)
                    cases.Add(role, proof, i >= 2, i % 2 == 1, uploads, entrances[i]);
            }
        }
        return cases;
    }

    [Theory]
    [MemberData(nameof(EveryCase))]
    public void Each_may_do_what_the_table_says(Role role, Proof proof, bool password, bool guests, UploadPermission uploads, Entrance entrance)
    {
        var meeting = new MeetingRules(MeetingId.New(), _organizer, password ? Version : null, guests, uploads);

        var may = MeetingPolicy.Decide(meeting, ViewerOf(role, proof));

        Assert.Equal(entrance, may.Entrance);
        Assert.Equal(entrance == Entrance.Open, may.MayEnter);
        Assert.Equal(entrance == Entrance.Open && _uploaders[uploads].Contains(role), may.MayUpload);
        Assert.Equal(role == Role.Organizer, may.MayEdit);
        Assert.Equal(role == Role.Organizer, may.MayModerate);
        Assert.Equal(role == Role.Organizer, may.MayDeleteFiles);
    }

    [Fact]
    public void A_guest_with_the_organizers_id_is_still_a_guest()
    {
        var meeting = new MeetingRules(MeetingId.New(), _organizer, Password: null, GuestsAllowed: true, UploadPermission.Organizer);

        var may = MeetingPolicy.Decide(meeting, new Viewer(_organizer, "Ana", ViewerKind.Guest));

        Assert.Equal(
            new Decision(
                Entrance.Open, MayRead: true, MayUpload: false, MayDeleteFiles: false, MayModerate: false, MayEdit: false, MayGiveAway: false),
            may);
    }

    private static Viewer ViewerOf(Role role, Proof proof) => new(
        role == Role.Organizer ? _organizer : PersonId.New(),
        "Somebody",
        role switch { Role.Stranger => ViewerKind.Stranger, Role.Guest => ViewerKind.Guest, _ => ViewerKind.Member },
        proof switch { Proof.OldPassword => Version - 1, Proof.Password => Version, _ => null },
        Inside: proof == Proof.Inside);
}
